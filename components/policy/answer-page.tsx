import { SummaryList } from '@/components/govuk/summary-list'
import { ShortForm } from '@/components/journey/short-form'
import { DifferencesSection } from '@/components/policy/differences-section'
import { showIsoDay } from '@/components/policy/policy-lines'
import { ReplayResultShown } from '@/components/policy/replay-result'
import type { Problem } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import { showPeriod } from '@/lib/outcomes/period'
import { answerForm } from '@/lib/policies/policy-forms'
import type { PolicyVersion } from '@/lib/policies/policy-version'
import { promiseOf } from '@/lib/routing/promises'

export interface AnswerPageProps {
  policy: PolicyVersion
  typed?: RawAnswers
  problems?: readonly Problem[]
  now: Date
}

/** All that a second person needs to judge a proposal, and the form of their answer. */
export function AnswerPage({ policy, ...form }: AnswerPageProps) {
  const { replay, proposedBy, appliesFrom, reason, reasonsToBreak } = policy
  return (
    <ShortForm {...form} journey={answerForm} caption={policy.name} button="Send your answer">
      <p className="govuk-body">
        You are the second person. If you agree, this policy is published: it decides where every
        referral goes from its day on.
      </p>
      <SummaryList
        rows={[
          { key: 'Proposed by', value: proposedBy ?? '' },
          { key: 'Decides from', value: appliesFrom ? showIsoDay(appliesFrom) : '' },
          { key: 'Why it should change', value: <span className="answer">{reason}</span> },
          ...Object.entries(reasonsToBreak).map(([promise, why]) => ({
            key: `Why this promise may be broken: ${promiseOf(promise)?.says ?? promise}`,
            value: <span className="answer">{why}</span>,
          })),
        ]}
      />
      <DifferencesSection {...policy} />
      {replay?.result && (
        <>
          <h2 className="govuk-heading-m">What the replay of {showPeriod(replay.period)} found</h2>
          <ReplayResultShown result={replay.result} />
        </>
      )}
    </ShortForm>
  )
}
