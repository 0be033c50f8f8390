import { Table } from '@/components/govuk/table'
import { casePath } from '@/lib/casework/act-path'
import type { Case } from '@/lib/casework/case'
import { dealingsOf } from '@/lib/casework/case-workers'
import { goalResults } from '@/lib/casework/outcomes'
import { showDay } from '@/lib/wording/london-time'

/** What the person wants, and whether they got it: for those who support them. */
export function GoalsSection({ found }: { found: Case }) {
  const { reference, work } = found
  if (!dealingsOf(found).setsGoals) return null
  const path = `${casePath(reference)}/goals`
  return (
    <section aria-labelledby="goals">
      <h2 className="govuk-heading-m" id="goals">
        The person’s goals
      </h2>
      {work.goals.length > 0 && (
        <Table
          stacked
          head={['Goal', 'Set', 'Was it met?'].map((content) => ({ content }))}
          rows={work.goals.map(({ id, words, setAt, met }, index) => [
            { content: <span className="answer">{words}</span> },
            { content: showDay(setAt) },
            {
              content: (
                <>
                  {met && `${goalResults[met]}. `}
                  <a className="govuk-link" href={`${path}/${id}`}>
                    {met ? 'Change' : 'Say whether it was met'}
                    <span className="govuk-visually-hidden">: goal {index + 1}</span>
                  </a>
                </>
              ),
            },
          ])}
        />
      )}
      <p className="govuk-body">
        <a className="govuk-link" href={path}>
          Add a goal
        </a>
      </p>
    </section>
  )
}
