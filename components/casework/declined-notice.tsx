import { InsetText } from '@/components/govuk/inset-text'
import type { Case } from '@/lib/casework/case'
import type { CaseItem, TimelineEntry } from '@/lib/casework/casework'
import { reasonInWords } from '@/lib/casework/reasons'
import { county } from '@/lib/county/county'
import { queues } from '@/lib/routing/queues'

const codeIn = (entry: TimelineEntry | undefined, name: string) => {
  const code = entry?.detail[name]
  return typeof code === 'string' ? code : undefined
}

/** Why a queue declined it, whom to turn to, and what they say, for whoever sent it. */
export function DeclinedNotice({ found: { work } }: { found: Case }) {
  return work.items
    .filter(({ state }) => state === 'declined')
    .map((item) => (
      <Declined
        key={item.id}
        queue={item.queue}
        because={item.finishedBecause}
        entry={work.timeline.find(
          ({ event, queue, isUndone }) =>
            event === 'item.declined' && queue === item.queue && !isUndone,
        )}
      />
    ))
}

function Declined({
  queue,
  because,
  entry,
}: {
  queue: CaseItem['queue']
  because: string | null
  entry: TimelineEntry | undefined
}) {
  const signpost = county.contacts.find(({ slug }) => slug === codeIn(entry, 'signpost'))
  const id = `declined-${queue.toLowerCase()}`
  return (
    <section aria-labelledby={id}>
      <h2 className="govuk-heading-m" id={id}>
        Declined by: {queue === 'HOLD' ? 'the safeguarding lead' : queues[queue].name}
      </h2>
      {because && <p className="govuk-body">{reasonInWords('decline', because)}.</p>}
      {typeof entry?.words === 'string' && <InsetText className="answer">{entry.words}</InsetText>}
      {signpost && (
        <p className="govuk-body">
          Turn to {signpost.name},{' '}
          <a href={`tel:${signpost.number.replace(/ /g, '')}`} className="govuk-link">
            {signpost.number}
          </a>
          .
        </p>
      )}
    </section>
  )
}
