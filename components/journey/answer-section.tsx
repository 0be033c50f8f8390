import { AnswerList, type AnswerListProps } from './answer-list'

export interface AnswerSectionProps extends AnswerListProps {
  id: string
  title: string
  headingLevel?: 2 | 3
}

/** The answers of one step, under its title unless the first question says the same. */
export function AnswerSection({ id, title, headingLevel = 2, ...list }: AnswerSectionProps) {
  if (list.rows[0]?.ask === title) return <AnswerList {...list} />
  const Heading = `h${headingLevel}` as const
  return (
    <section aria-labelledby={`answers-${id}`}>
      <Heading className={`govuk-heading-${headingLevel === 2 ? 'm' : 's'}`} id={`answers-${id}`}>
        {title}
      </Heading>
      <AnswerList {...list} />
    </section>
  )
}
