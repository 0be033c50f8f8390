import { CaseTags } from '@/components/casework/case-tags'
import { ItemPanel } from '@/components/casework/item-panel'
import { Presence } from '@/components/casework/presence'
import { ReferenceLink } from '@/components/casework/reference-link'
import { Button } from '@/components/govuk/button'
import { SummaryList } from '@/components/govuk/summary-list'
import { casePath } from '@/lib/casework/act-path'
import type { Case } from '@/lib/casework/case'
import { queuePath } from '@/lib/access/navigation'
import { decisionFacts } from '@/lib/casework/decision-facts'
import { matchReasons } from '@/lib/casework/match'
import { one } from '@/lib/journey/question'
import { shownAnswers } from '@/lib/referral/shown-answers'

export interface CasePaneProps {
  found: Case
  now: Date
  /** The list that it stands beside: where to go on after an act. */
  back: string
}

/** A case beside the list: the facts on which it is decided, what can be done, and their words. */
export function CasePane({ found, now, back }: CasePaneProps) {
  const { reference, work, typed } = found
  const rowsOf = (section: string) =>
    shownAnswers(typed).find(({ id }) => id === section)?.rows ?? []
  const keyed = work.items.find(({ queue }) => back.startsWith(queuePath(queue))) ?? work.items[0]
  const [account] = rowsOf('account')
  const whole = `${casePath(reference)}?${new URLSearchParams({ back }).toString()}`
  return (
    <section aria-labelledby="pane">
      <span className="govuk-caption-m">OFFICIAL-SENSITIVE. From {found.organisation}</span>
      <h2 className="govuk-heading-m" id="pane" tabIndex={-1}>
        {reference}
      </h2>
      <CaseTags found={found} />
      <Presence found={found} />
      <SummaryList
        rows={decisionFacts(found, now).map(([key, lines]) => ({
          key,
          value: <span className="answer">{lines.join('\n')}</span>,
        }))}
      />
      {work.items.map((item) => (
        <ItemPanel
          key={item.id}
          found={found}
          item={item}
          back={back}
          hasKeys={item === keyed}
          headingLevel={3}
          now={now}
        />
      ))}
      {account && (
        <>
          <h3 className="govuk-heading-s">In their words</h3>
          <p className="govuk-body answer">{account.shown}</p>
        </>
      )}
      <Answers title="The person" rows={rowsOf('person')} />
      <Answers title="The referrer" rows={rowsOf('you')} />
      <CallButton phone={one(typed.referrerPhone ?? '')} />
      <Matches found={found} />
      <p className="govuk-body">
        <a className="govuk-link" href={whole}>
          Open the whole case<span className="govuk-visually-hidden"> {reference}</span>
        </a>
      </p>
    </section>
  )
}

function Answers({
  title,
  rows,
}: {
  title: string
  rows: ReturnType<typeof shownAnswers>[number]['rows']
}) {
  if (rows.length === 0) return null
  return (
    <>
      <h3 className="govuk-heading-s">{title}</h3>
      <SummaryList
        rows={rows.map(({ ask, shown }) => ({
          key: ask,
          value: <span className="answer">{shown ?? 'Not provided'}</span>,
        }))}
      />
    </>
  )
}

function CallButton({ phone }: { phone: string }) {
  const number = phone.replace(/[^+\d]/g, '')
  if (!number) return null
  return (
    <Button href={`tel:${number}`} variant="secondary">
      Call the referrer
    </Button>
  )
}

function Matches({ found: { work } }: { found: Case }) {
  if (work.matches.length === 0) return null
  return (
    <>
      <h3 className="govuk-heading-s">Possible matches ({work.matches.length})</h3>
      <ul className="govuk-list">
        {work.matches.map(({ reference, reasons }) => (
          <li key={reference}>
            <ReferenceLink reference={reference} />:{' '}
            {reasons.map((reason) => matchReasons[reason].toLowerCase()).join(', ')}
          </li>
        ))}
      </ul>
    </>
  )
}
