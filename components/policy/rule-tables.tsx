import type { ReactNode } from 'react'
import { Table } from '@/components/govuk/table'
import { Tag, type TagColour } from '@/components/govuk/tag'
import { RuleBecause, RuleThen, sayWhen } from '@/components/policy/rule-words'
import { rulePath } from '@/lib/policies/policy-path'
import type { RuleDifference } from '@/lib/routing/policy-changes'
import type { PolicyDocument, RuleDocument, SectionDocument } from '@/lib/routing/policy-document'

type Change = RuleDifference['is'][number]

const changes: Readonly<Record<Change, { readonly label: string; readonly colour: TagColour }>> = {
  added: { label: 'Added', colour: 'green' },
  changed: { label: 'Changed', colour: 'blue' },
  moved: { label: 'Moved', colour: 'purple' },
  removed: { label: 'Removed', colour: 'red' },
}

/** What became of a rule, in words and not by colour alone. */
export const ChangeTags = ({ is }: Pick<RuleDifference, 'is'>) =>
  is.map((change) => (
    <span key={change}>
      <Tag colour={changes[change].colour}>{changes[change].label}</Tag>{' '}
    </span>
  ))

const applies: Readonly<Record<SectionDocument['applies'], string>> = {
  every: 'Every rule here that fits applies.',
  first: 'The rules are read from top to bottom, and only the first that fits applies.',
}

/** The id of the part of a page that shows a section of the policy. */
const sectionId = (index: number) => `part-${index + 1}`

const head = ['Rule', 'When', 'Then', 'Why'].map((content) => ({ content }))

export interface RuleTablesProps {
  document: PolicyDocument
  /** What differs from the policy that it was drafted from. */
  differences?: readonly RuleDifference[]
  /** The draft whose rules can be changed. */
  changes?: string
}

/** A policy in words, part by part and rule by rule. */
export function RuleTables({ document, differences = [], changes: draft }: RuleTablesProps) {
  const isOf = new Map(differences.map(({ id, is }) => [id, is]))
  const named = ({ id }: RuleDocument): ReactNode => (
    <span id={`rule-${id}`}>
      {draft ? (
        <a className="govuk-link" href={rulePath(draft, id)}>
          <span className="govuk-visually-hidden">Change rule </span>
          {id}
        </a>
      ) : (
        id
      )}{' '}
      <ChangeTags is={isOf.get(id) ?? []} />
    </span>
  )
  return (
    <>
      <nav aria-label="Parts of the policy">
        <ul className="govuk-list">
          {document.sections.map(({ title }, index) => (
            <li key={title}>
              <a className="govuk-link" href={`#${sectionId(index)}`}>
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {document.sections.map((section, index) => (
        <section key={section.title} aria-labelledby={sectionId(index)}>
          <h3 className="govuk-heading-s" id={sectionId(index)}>
            {section.title}
          </h3>
          <p className="govuk-body">{applies[section.applies]}</p>
          <Table
            stacked
            firstCellIsHeader
            className="rules"
            head={head}
            rows={section.rules.map((rule) => [
              { content: named(rule) },
              { content: sayWhen(rule) },
              { content: <RuleThen then={rule.then} /> },
              { content: <RuleBecause {...rule} /> },
            ])}
          />
        </section>
      ))}
    </>
  )
}
