import { InsetText } from '@/components/govuk/inset-text'
import { SummaryList } from '@/components/govuk/summary-list'
import { Table } from '@/components/govuk/table'
import { DecisionPanel } from '@/components/casework/decision-panel'
import { PriorityTag } from '@/components/casework/priority-tag'
import { AnswerSection } from '@/components/journey/answer-section'
import { events, type EventType } from '@/lib/audit/events'
import type { Case } from '@/lib/casework/case'
import { standing } from '@/lib/casework/standing'
import { purposes, type Purpose } from '@/lib/consent/consent-entries'
import { fieldSets } from '@/lib/disclosure/field-sets'
import { questionOf } from '@/lib/referral/question-of'
import { shownAnswers } from '@/lib/referral/shown-answers'
import { roles, isRole } from '@/lib/access/roles'
import { labelOf } from '@/lib/journey/question'
import { showMoment, showWait } from '@/lib/wording/london-time'

const consentInWords = (purpose: string, answer: string) => {
  const { question } = purposes[purpose as Purpose]
  return labelOf(questionOf(question)?.options?.[answer])
}

/** One case, as its audience sees it: the decision and why, the answers, the consents, the history. */
export function CasePage({ found, now }: { found: Case; now: Date }) {
  const { decision, audience, history, consents } = found
  return (
    <>
      <span className="govuk-caption-m">
        OFFICIAL-SENSITIVE. From {found.organisation}, {showMoment(found.submittedAt)}
      </span>
      <h1 className="govuk-heading-l">{found.reference}</h1>
      <SummaryList
        rows={[
          { key: 'How soon', value: <PriorityTag priority={decision.priority} /> },
          {
            key: 'First look due',
            value: `${showMoment(found.dueAt)}. Waiting for ${showWait(found.submittedAt, now)}`,
          },
          {
            key: 'Where it is',
            value: standing(decision),
          },
        ]}
      />
      {found.isOwn && (
        <p className="govuk-body">
          <a className="govuk-link" href={`/cases/${found.reference}/details`}>
            Add more details
          </a>
        </p>
      )}
      <DecisionPanel decision={decision} />
      <h2 className="govuk-heading-m">What was said</h2>
      <InsetText>
        {fieldSets[audience].because}. You see what your role needs and no more.
      </InsetText>
      {shownAnswers(found.typed).map(({ id, title, rows }) => (
        <AnswerSection key={id} id={id} title={title} rows={rows} headingLevel={3} />
      ))}
      {consents.length > 0 && (
        <>
          <h2 className="govuk-heading-m">What was consented to</h2>
          <Table
            stacked
            head={[{ content: 'Purpose' }, { content: 'Answer' }, { content: 'Recorded' }]}
            rows={consents.map(({ purpose, answer, recordedAt }) => [
              { content: purposes[purpose as Purpose].label },
              { content: consentInWords(purpose, answer) },
              { content: showMoment(recordedAt) },
            ])}
          />
        </>
      )}
      <h2 className="govuk-heading-m">History</h2>
      <Table
        stacked
        head={[{ content: 'When' }, { content: 'What' }, { content: 'Who' }]}
        rows={history.map(({ at, type, role, organisation }) => [
          { content: showMoment(at) },
          { content: events[type as EventType] },
          {
            content: role && isRole(role) ? `${roles[role]}, ${organisation}` : 'The service',
          },
        ])}
      />
    </>
  )
}
