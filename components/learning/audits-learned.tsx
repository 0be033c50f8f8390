import { Numbers, Section } from '@/components/learning/section'
import type { Learning } from '@/lib/outcomes/learning'
import {
  audited,
  auditedNames,
  findingInWords,
  judgementNames,
  judgements,
} from '@/lib/supervision/audit-form'
import { count } from '@/lib/wording/london-time'

/** What audits of cases found: how often, and never in which case. */
export function AuditsLearned({ learning: { audits } }: { learning: Learning }) {
  const { done, counts } = audits
  const numberOf = (question: string, code: string) =>
    counts.find((one) => one.question === question && one.code === code)?.number ?? 0
  const found = counts
    .filter(({ question, code }) => question === 'findings' && code !== 'none')
    .toSorted((one, other) => other.number - one.number)
  return (
    <Section
      id="audits"
      title="What audits of cases found"
      finding={
        done === 0 ? 'No case was audited.' : `${count(done, 'case was', 'cases were')} audited.`
      }
    >
      {done > 0 && (
        <Numbers
          caption="How each thing was done"
          head={['Question', ...judgementNames.map((name) => judgements[name])]}
          rows={auditedNames.map((name) => [
            audited[name],
            ...judgementNames.map((judgement) => numberOf(name, judgement)),
          ])}
        />
      )}
      <Numbers
        caption="What there is to learn"
        head={['Finding', 'Cases']}
        rows={found.map(({ code, number }) => [findingInWords(code), number])}
      />
      <p className="govuk-body">
        <a className="govuk-link" href="/audits">
          Audits of cases
        </a>
      </p>
    </Section>
  )
}
