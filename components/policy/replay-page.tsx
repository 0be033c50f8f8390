import type { ReactNode } from 'react'
import { Button } from '@/components/govuk/button'
import { WarningText } from '@/components/govuk/warning-text'
import { ShortForm } from '@/components/journey/short-form'
import { ReplayResultShown } from '@/components/policy/replay-result'
import type { Problem } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import { showPeriod } from '@/lib/outcomes/period'
import { replayForm } from '@/lib/policies/policy-forms'
import { policyPath } from '@/lib/policies/policy-path'
import type { PolicyVersion } from '@/lib/policies/policy-version'
import { progressInWords, type Replay } from '@/lib/policies/replay'
import { count, showMoment } from '@/lib/wording/london-time'

export interface ReplayPageProps {
  policy: PolicyVersion
  typed: RawAnswers
  problems?: readonly Problem[]
  now: Date
}

/**
 * How far it is. The page never loads itself again, which would take a reader's place away from them
 * (WCAG 2.2, failure F41): the script renews what has changed, and without it whoever waits presses.
 */
function Progress({ policy, replay }: { policy: string; replay: Replay }) {
  const { state, done, total } = replay
  return (
    <>
      {state === 'asked' ? (
        <p className="govuk-body">It waits for its turn, which takes a few seconds.</p>
      ) : (
        <p className="govuk-body">
          <label htmlFor="progress">
            {done.toLocaleString('en-GB')} of {count(total, 'referral')} replayed.
          </label>{' '}
          <progress id="progress" value={Math.min(done, total)} max={Math.max(total, 1)} />
        </p>
      )}
      <p className="govuk-body">You can leave this page and come back.</p>
      <p className="govuk-body">
        <a className="govuk-link" href={policyPath(policy, 'replay')}>
          See how far it is now
        </a>
      </p>
    </>
  )
}

function Found({ policy }: { policy: PolicyVersion }) {
  const { replay, isReplayed } = policy
  if (!replay) return <p className="govuk-body">It was not replayed yet.</p>
  if (replay.state === 'failed')
    return <WarningText>The replay could not be finished. Ask for it again.</WarningText>
  if (!replay.result) return <Progress policy={policy.id} replay={replay} />
  return (
    <>
      {!isReplayed && (
        <WarningText>The draft was changed after this replay. Replay it again.</WarningText>
      )}
      <p className="govuk-body">
        Of {showPeriod(replay.period)}. Asked for by {replay.askedBy}
        {replay.finishedAt && `, finished ${showMoment(replay.finishedAt)}`}.
      </p>
      <ReplayResultShown result={replay.result} />
    </>
  )
}

/** What stays while the script renews the rest: what it says aloud, and how to stop it. */
function Renewing({ replay, children }: { replay: Replay | null; children: ReactNode }) {
  const isUnderWay = replay?.state === 'asked' || replay?.state === 'running'
  return (
    <>
      <p className="govuk-visually-hidden" role="status" data-renewed>
        {replay && progressInWords(replay)}
      </p>
      <div data-renews={isUnderWay ? 'yes' : 'no'}>{children}</div>
      {isUnderWay && (
        <div data-renewing hidden>
          <p className="govuk-body">This page shows by itself how far it is.</p>
          <Button variant="secondary" type="button">
            Stop showing it by itself
          </Button>
        </div>
      )}
    </>
  )
}

/** What a version of the policy would have done with the referrals of a time, and the form that asks. */
export function ReplayPage({ policy, ...form }: ReplayPageProps) {
  const { replay, state } = policy
  const isUnderWay = replay?.state === 'asked' || replay?.state === 'running'
  const found = (
    <>
      <p className="govuk-body">
        A replay takes the referrals that were sent in a time. It decides each of them again, by the
        policy that this is a copy of and by this one, and counts what would have been different. It
        changes no case, and it does not know who anybody is.
      </p>
      <Found policy={policy} />
    </>
  )
  if (isUnderWay || state === 'published' || state === 'withdrawn')
    return (
      <Renewing replay={replay}>
        <span className="govuk-caption-l">{policy.name}</span>
        <h1 className="govuk-heading-l">Replay</h1>
        {found}
      </Renewing>
    )
  return (
    <Renewing replay={replay}>
      <ShortForm
        {...form}
        journey={replayForm}
        caption={policy.name}
        button={replay ? 'Replay it again' : 'Replay it'}
      >
        {found}
        <h2 className="govuk-heading-m">Of which time?</h2>
      </ShortForm>
    </Renewing>
  )
}
