import { ShortForm } from '@/components/journey/short-form'
import { DifferencesSection } from '@/components/policy/differences-section'
import type { Problem } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import { proposalFormOf } from '@/lib/policies/policy-forms'
import { policyPath } from '@/lib/policies/policy-path'
import type { PolicyVersion } from '@/lib/policies/policy-version'
import { obstaclesOf } from '@/lib/policies/proposal'

export interface ProposalPageProps {
  policy: PolicyVersion
  typed?: RawAnswers
  problems?: readonly Problem[]
  now: Date
}

/** The form that puts a draft to a second person; before that, what stands in its way. */
export function ProposalPage({ policy, ...form }: ProposalPageProps) {
  const obstacles = obstaclesOf(policy)
  if (obstacles.length > 0)
    return (
      <>
        <span className="govuk-caption-l">{policy.name}</span>
        <h1 className="govuk-heading-l">This draft cannot be proposed yet</h1>
        <ul className="govuk-list govuk-list--bullet">
          {obstacles.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
        <p className="govuk-body">
          <a className="govuk-link" href={policyPath(policy.id, 'replay')}>
            Go to the replay
          </a>
        </p>
      </>
    )
  return (
    <ShortForm
      {...form}
      journey={proposalFormOf(policy)}
      caption={policy.name}
      button="Propose it"
      hidden={{ version: policy.version }}
    >
      <p className="govuk-body">
        To propose it is to ask a second person to agree. They read what it changes, what the replay
        found and why you want it. Then they publish it or send it back.
      </p>
      <DifferencesSection {...policy} />
    </ShortForm>
  )
}
