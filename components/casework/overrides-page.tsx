import { placeName } from '@/components/casework/item-panel'
import { basisInWords } from '@/components/casework/recall-list'
import { ReferenceLink } from '@/components/casework/reference-link'
import { Table } from '@/components/govuk/table'
import type { Overrides } from '@/lib/casework/overrides'
import { reasonInWords } from '@/lib/casework/reasons'
import { transitionOf } from '@/lib/casework/transitions'
import { isPurpose, purposeOf } from '@/lib/consent/purposes'
import type { Destination } from '@/lib/routing/queues'
import { count, showMoment } from '@/lib/wording/london-time'

/** Where people overruled the routing: which rules, how often, and each time with its reason. */
export function OverridesPage({ list, byRule, says, agreements }: Overrides) {
  return (
    <>
      <h1 className="govuk-heading-l">Routing overruled</h1>
      <p className="govuk-body">
        Whoever sends a case elsewhere than the policy says names the rule that they overrule. A
        rule that is overruled often may need mending.
      </p>
      {list.length === 0 ? (
        <p className="govuk-body">Nobody has overruled the routing.</p>
      ) : (
        <>
          <Table
            caption="By rule"
            captionSize="m"
            head={[{ content: 'Rule' }, { content: 'It says' }, { content: 'Overruled' }]}
            rows={byRule.map(({ rule, times }) => [
              { content: rule },
              { content: says.get(rule) ?? 'Not in the policy of today' },
              { content: count(times, 'time') },
            ])}
          />
          <Table
            stacked
            firstCellIsHeader
            caption="Each time, the newest first"
            captionSize="m"
            head={[
              { content: 'Reference' },
              { content: 'When' },
              { content: 'What' },
              { content: 'Rule' },
              { content: 'Why' },
              { content: 'By' },
            ]}
            rows={list.map(({ reference, at, action, from, to, rule, reason, by }) => [
              { content: <ReferenceLink reference={reference} /> },
              { content: showMoment(at) },
              {
                content: `${transitionOf(action).done}: ${placeName(from as Destination)} to ${placeName(to as Destination)}`,
              },
              { content: rule },
              { content: reasonInWords('override', reason) },
              { content: by },
            ])}
          />
        </>
      )}
      <AgreementsOverruled agreements={agreements} />
    </>
  )
}

function AgreementsOverruled({ agreements }: Pick<Overrides, 'agreements'>) {
  return (
    <section aria-labelledby="agreements">
      <h2 className="govuk-heading-m" id="agreements">
        Without the person’s agreement
      </h2>
      {agreements.length === 0 ? (
        <p className="govuk-body">Nothing went ahead without the person’s agreement.</p>
      ) : (
        <Table
          stacked
          firstCellIsHeader
          head={['Reference', 'When', 'What', 'What allows it', 'By'].map((content) => ({
            content,
          }))}
          rows={agreements.map(({ reference, at, purpose, basis, by }) => [
            { content: <ReferenceLink reference={reference} /> },
            { content: showMoment(at) },
            { content: isPurpose(purpose) ? purposeOf(purpose).label : purpose },
            { content: basisInWords(basis) },
            { content: by },
          ])}
        />
      )}
    </section>
  )
}
