export interface PlainSection {
  readonly heading?: string
  readonly paragraphs: readonly string[]
}

/** A page of headings and paragraphs. */
export function PlainPage({
  title,
  sections,
}: {
  title: string
  sections: readonly PlainSection[]
}) {
  return (
    <>
      <h1 className="govuk-heading-l">{title}</h1>
      {sections.map(({ heading, paragraphs }, index) => (
        <section key={index}>
          {heading && <h2 className="govuk-heading-m">{heading}</h2>}
          {paragraphs.map((paragraph) => (
            <p key={paragraph} className="govuk-body">
              {paragraph}
            </p>
          ))}
        </section>
      ))}
    </>
  )
}
