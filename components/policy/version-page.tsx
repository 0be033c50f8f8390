import { Button } from '@/components/govuk/button'
import { NotificationBanner } from '@/components/govuk/notification-banner'
import { SummaryList } from '@/components/govuk/summary-list'
import { WarningText } from '@/components/govuk/warning-text'
import { DifferencesSection } from '@/components/policy/differences-section'
import { PolicyStateTag, showIsoDay } from '@/components/policy/policy-lines'
import { RuleTables } from '@/components/policy/rule-tables'
import { policyPath, rulePath } from '@/lib/policies/policy-path'
import type { PolicyVersion } from '@/lib/policies/policy-version'
import { promiseOf } from '@/lib/routing/promises'
import { count, showMoment } from '@/lib/wording/london-time'

const said = (at: Date | null, by: string | null) => (at ? `${showMoment(at)}, by ${by ?? ''}` : '')

function About({ policy }: { policy: PolicyVersion }) {
  const { state, base, proposedAt, answeredAt, answer, reason, answerReason } = policy
  const answered = answer === 'agreed' ? 'Agreed' : 'Sent back'
  return (
    <SummaryList
      rows={[
        { key: 'How far it is', value: <PolicyStateTag state={state} /> },
        { key: 'Drafted', value: said(policy.draftedAt, policy.draftedBy) },
        { key: 'A copy of', value: `${base.name}, in force from ${showIsoDay(base.version)}` },
        ...(proposedAt ? [{ key: 'Proposed', value: said(proposedAt, policy.proposedBy) }] : []),
        ...(policy.appliesFrom
          ? [{ key: 'Decides from', value: showIsoDay(policy.appliesFrom) }]
          : []),
        ...(reason ? [{ key: 'Why it should change', value: reason }] : []),
        ...Object.entries(policy.reasonsToBreak).map(([promise, why]) => ({
          key: `Why this promise may be broken: ${promiseOf(promise)?.says ?? promise}`,
          value: why,
        })),
        ...(answeredAt && answer
          ? [{ key: answered, value: said(answeredAt, policy.answeredBy) }]
          : []),
        ...(answerReason ? [{ key: 'Why', value: answerReason }] : []),
      ].map((row) => ({ ...row, value: <span className="answer">{row.value}</span> }))}
    />
  )
}

/** What has to be put right before it can be proposed, each with the way to its rule. */
function Problems({ policy: { id, problems, canChange } }: { policy: PolicyVersion }) {
  if (problems.length === 0) return null
  return (
    <section aria-labelledby="problems">
      <h2 className="govuk-heading-m" id="problems">
        Put this right first
      </h2>
      <ul className="govuk-list govuk-list--bullet">
        {problems.map(({ section, rule, message }) => (
          <li key={`${section} ${rule} ${message}`}>
            {rule && canChange ? (
              <a className="govuk-link" href={rulePath(id, rule)}>
                Rule {rule}
              </a>
            ) : (
              (section ?? 'The policy')
            )}
            : {message}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Whether the draft was tried out as it stands. */
function Replayed({ policy: { id, replay, isReplayed } }: { policy: PolicyVersion }) {
  const total = replay?.result?.comparison.total
  return (
    <section aria-labelledby="replayed">
      <h2 className="govuk-heading-m" id="replayed">
        What it would have done
      </h2>
      <p className="govuk-body">
        A replay takes referrals that were sent before and decides each of them again, by both
        policies. It changes no case.
      </p>
      <p className="govuk-body">
        {isReplayed && total
          ? `Replayed: ${total.moved.toLocaleString('en-GB')} of ${count(total.cases, 'referral')} would be decided in another way.`
          : 'It was not replayed as it stands now.'}{' '}
        {replay && (
          <a className="govuk-link" href={policyPath(id, 'replay')}>
            See the replay
          </a>
        )}
      </p>
    </section>
  )
}

function Acts({ policy }: { policy: PolicyVersion }) {
  const { id, canChange, canAnswer, canWithdraw } = policy
  return (
    <div className="govuk-button-group">
      {canAnswer && <Button href={policyPath(id, 'answer')}>Answer</Button>}
      {canChange && <Button href={policyPath(id, 'rules/add')}>Add a rule</Button>}
      {canChange && (
        <>
          <Button href={policyPath(id, 'replay')} variant="secondary">
            Replay it
          </Button>
          <Button href={policyPath(id, 'propose')} variant="secondary">
            Propose it
          </Button>
        </>
      )}
      {canWithdraw && (
        <Button href={policyPath(id, 'withdraw')} variant="secondary">
          Withdraw it
        </Button>
      )}
    </div>
  )
}

/** One version of the policy: how far it is, what it changes, and all its rules. */
export function VersionPage({ policy, done }: { policy: PolicyVersion; done?: string }) {
  const isOpen = policy.state === 'draft' || policy.state === 'proposed'
  return (
    <>
      {done && <NotificationBanner type="success">{done}</NotificationBanner>}
      <span className="govuk-caption-l">Routing policy</span>
      <h1 className="govuk-heading-l">{policy.name}</h1>
      {isOpen && policy.isBehind && (
        <WarningText>
          Another policy was published after this draft was started. Start a new draft from it.
        </WarningText>
      )}
      <About policy={policy} />
      {policy.state === 'proposed' && !policy.canAnswer && (
        <p className="govuk-body">
          It waits for a second person: a safeguarding lead or a police supervisor who did not write
          it.
        </p>
      )}
      <Problems policy={policy} />
      <Acts policy={policy} />
      <DifferencesSection {...policy} />
      {(isOpen || policy.replay) && <Replayed policy={policy} />}
      <section aria-labelledby="rules">
        <h2 className="govuk-heading-m" id="rules">
          All its rules
        </h2>
        {policy.canChange && (
          <p className="govuk-body">
            To change a rule, to move it or to take it out, follow its name.
          </p>
        )}
        <RuleTables
          document={policy.document}
          differences={policy.differences}
          changes={policy.canChange ? policy.id : undefined}
        />
      </section>
    </>
  )
}
