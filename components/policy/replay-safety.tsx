import { Table } from '@/components/govuk/table'
import { WarningText } from '@/components/govuk/warning-text'
import { brokenIn, type Broken } from '@/lib/policies/broken-promises'
import type { ReplayResult } from '@/lib/routing/replay'
import type { Comparison } from '@/lib/routing/comparison'
import { queues } from '@/lib/routing/queues'
import { count } from '@/lib/wording/london-time'

const told = { case: 'What happened', identity: 'Who the person is' } as const

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

/** What would be disclosed to whom that was not: it comes first, because it cannot be taken back. */
export function Disclosures({ disclosures }: Pick<Comparison, 'disclosures'>) {
  const more = disclosures.reduce((sum, one) => sum + one.more, 0)
  return (
    <section aria-labelledby="disclosures">
      <h2 className="govuk-heading-m" id="disclosures">
        Who would be told more
      </h2>
      {more === 0 ? (
        <p className="govuk-body">
          Nobody. Nothing would be told to anybody who was not told it before.
        </p>
      ) : (
        <WarningText>
          Some people’s details would reach people whom they do not reach now.
        </WarningText>
      )}
      {disclosures.length > 0 && (
        <Table
          stacked
          firstCellIsHeader
          head={[
            { content: 'Who' },
            { content: 'What' },
            { content: 'Told now, not before', numeric: true },
            { content: 'Told before, not now', numeric: true },
          ]}
          rows={disclosures.map(({ to, what, more: isTold, fewer }) => [
            { content: queues[to].name },
            { content: told[what] },
            { content: count(isTold, 'referral'), numeric: true },
            { content: count(fewer, 'referral'), numeric: true },
          ])}
        />
      )}
    </section>
  )
}

const worth = ({ mayBeBroken }: Broken) =>
  mayBeBroken ? 'Two people may publish it, with a reason' : 'It cannot be published'

/** Which promises the draft breaks, in how many cases. */
export function BrokenPromises({ result }: { result: ReplayResult }) {
  const broken = brokenIn(result)
  return (
    <section aria-labelledby="promises">
      <h2 className="govuk-heading-m" id="promises">
        Promises
      </h2>
      <p className="govuk-body">
        A promise is what every policy owes to the people that it is about. They were tried on the
        referrals of this time, and on {result.generated.toLocaleString('en-GB')} that were made up
        to look for gaps.
      </p>
      {broken.length === 0 ? (
        <p className="govuk-body">It keeps every promise.</p>
      ) : (
        <Table
          stacked
          firstCellIsHeader
          head={[
            { content: 'It breaks the promise that' },
            { content: 'Referrals', numeric: true },
            { content: 'Made up', numeric: true },
            { content: 'What follows' },
          ]}
          rows={broken.map((one) => [
            { content: sentence(one.says) },
            { content: one.stored.toLocaleString('en-GB'), numeric: true },
            { content: one.generated.toLocaleString('en-GB'), numeric: true },
            { content: worth(one) },
          ])}
        />
      )}
    </section>
  )
}
