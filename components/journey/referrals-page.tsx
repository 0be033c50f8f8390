import { Button } from '@/components/govuk/button'
import { Tag } from '@/components/govuk/tag'
import { Table } from '@/components/govuk/table'
import { PriorityTag } from '@/components/casework/priority-tag'
import { ReferenceLink } from '@/components/casework/reference-link'
import type { Actor } from '@/lib/access/actor'
import type { ReferralLine } from '@/lib/casework/referral-line'
import { phraseOf, phrases, whoHasIt } from '@/lib/casework/phrase'
import { daysLeft, type DraftLine } from '@/lib/referral/draft'
import { referralJourney } from '@/lib/referral/steps'
import { count, showMoment } from '@/lib/wording/london-time'

export interface ReferralsPageProps {
  actor: Actor
  drafts: readonly DraftLine[]
  referrals: readonly ReferralLine[]
  now: Date
}

const numberOf = (stepId: string) => referralJourney.steps.findIndex(({ id }) => id === stepId) + 1

const phraseNameOf = ({ items, outcomes }: ReferralLine) =>
  phraseOf({
    queues: items.map((item) => ({ ...item, isAccepted: item.state === 'working' })),
    outcomes,
  })

/** What waits for the referrer stands first; the rest as it comes, the newest first. */
const waitingFirst = (referrals: readonly ReferralLine[]) => {
  const named = referrals.map((referral) => ({ referral, phrase: phraseNameOf(referral) }))
  const isWaiting = ({ phrase }: (typeof named)[number]) => phrase === 'question'
  return [...named.filter(isWaiting), ...named.filter((one) => !isWaiting(one))]
}

/** Where a referral stands, in one phrase, and who has it. */
function WhereItIs({ referral, phrase }: ReturnType<typeof waitingFirst>[number]) {
  const people = whoHasIt(referral.items, referral.outcomes)
  return (
    <>
      {phrase === 'question' ? <Tag colour="yellow">{phrases[phrase]}</Tag> : phrases[phrase]}
      {people.length > 0 && (
        <>
          <br />
          With: {people.join('; ')}
        </>
      )}
    </>
  )
}

/** What a referrer has begun and what their organisation has sent. */
export function ReferralsPage({ actor, drafts, referrals, now }: ReferralsPageProps) {
  return (
    <>
      <h1 className="govuk-heading-l">Your referrals</h1>
      <form method="post" action="/refer" noValidate>
        <Button preventDoubleClick>Start a referral</Button>
      </form>
      {drafts.length > 0 && (
        <section aria-labelledby="unfinished">
          <h2 className="govuk-heading-m" id="unfinished">
            Unfinished
          </h2>
          <ul className="govuk-list">
            {drafts.map(({ id, step, startedAt, expiresAt }) => {
              const started = showMoment(startedAt)
              return (
                <li key={id} className="govuk-!-margin-bottom-4">
                  <p className="govuk-body govuk-!-margin-bottom-1">
                    Started {started}. Question {numberOf(step)} of {referralJourney.steps.length}.{' '}
                    {count(daysLeft(expiresAt, now), 'day')} left
                  </p>
                  <div className="govuk-button-group">
                    <Button href={`/refer/${id}`}>
                      Continue<span className="govuk-visually-hidden">, started {started}</span>
                    </Button>
                    <form method="post" action={`/refer/${id}/delete`} noValidate>
                      <Button variant="secondary">
                        Delete<span className="govuk-visually-hidden">, started {started}</span>
                      </Button>
                    </form>
                  </div>
                </li>
              )
            })}
          </ul>
        </section>
      )}
      <section aria-labelledby="sent">
        <h2 className="govuk-heading-m" id="sent">
          Sent by {actor.organisation.name}
        </h2>
        {referrals.length === 0 ? (
          <p className="govuk-body">Nothing has been sent yet.</p>
        ) : (
          <Table
            head={[
              { content: 'Reference' },
              { content: 'Sent' },
              { content: 'How soon' },
              { content: 'Where it is' },
            ]}
            stacked
            firstCellIsHeader
            rows={waitingFirst(referrals).map(({ referral, phrase }) => [
              { content: <ReferenceLink reference={referral.reference} /> },
              { content: showMoment(referral.submittedAt) },
              { content: <PriorityTag priority={referral.priority} /> },
              { content: <WhereItIs referral={referral} phrase={phrase} /> },
            ])}
          />
        )}
      </section>
    </>
  )
}
