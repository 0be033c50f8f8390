/** A reference that leads to its case. It never breaks in two. */
export function ReferenceLink({ reference }: { reference: string }) {
  return (
    <a className="govuk-link reference" href={`/cases/${reference}`}>
      {reference}
    </a>
  )
}
