import { Tag, type TagColour } from '@/components/govuk/tag'
import { SummaryList } from '@/components/govuk/summary-list'
import { Details } from '@/components/govuk/details'
import type { Coaching } from '@/lib/packs/coach'

const states: Readonly<Record<Coaching['state'], readonly [string, TagColour]>> = {
  present: ['There', 'green'],
  missing: ['Not there', 'yellow'],
  not_known: ['Not known', 'grey'],
}

/** What whoever decides will look for, and what of it is there. It holds up nobody. */
export function CoachSection({
  coaching,
  addHref,
}: {
  coaching: readonly Coaching[]
  addHref?: string
}) {
  const missing = coaching.filter(({ state }) => state === 'missing').length
  return (
    <Details
      summary={`What whoever decides will look for: ${coaching.length - missing} of ${coaching.length} are there`}
    >
      <p className="govuk-body">
        Nothing here is a reason to wait, where somebody is in danger. Do not ask the person to tell
        it all again.{' '}
        {addHref && (
          <a className="govuk-link" href={addHref}>
            Add what you know
          </a>
        )}
      </p>
      <SummaryList
        rows={coaching.map(({ id, title, looksFor, prompt, state }) => {
          const [label, colour] = states[state]
          return {
            key: title,
            value: (
              <div key={id}>
                <Tag colour={colour}>{label}</Tag>
                <p className="govuk-body mt-2 mb-0">
                  {looksFor}. {state === 'missing' && `${prompt}.`}
                </p>
              </div>
            ),
          }
        })}
      />
    </Details>
  )
}
