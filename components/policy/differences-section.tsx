import { Table } from '@/components/govuk/table'
import { ChangeTags } from '@/components/policy/rule-tables'
import { partsOf } from '@/components/policy/rule-words'
import type { RuleDifference } from '@/lib/routing/policy-changes'
import { rulesOf, type PolicyDocument, type RuleDocument } from '@/lib/routing/policy-document'

/** Where a rule stands in its part of the policy. */
const placeOf = ({ sections }: PolicyDocument, id: string) => {
  const rules = sections
    .map((section) => section.rules)
    .find((list) => list.some((one) => one.id === id))
  const before = rules?.[rules.findIndex((one) => one.id === id) - 1]
  return before ? `After ${before.id}` : 'First of its part'
}

interface Side {
  readonly rule: RuleDocument | undefined
  readonly other: RuleDocument | undefined
  readonly document: PolicyDocument
  readonly isMoved: boolean
}

/** What one side of a difference says that the other does not. */
function OneSide({ rule, other, document, isMoved }: Side) {
  if (!rule) return 'Not in the policy'
  const others = other ? partsOf(other) : []
  const parts = partsOf(rule).filter(([, words], index) => others[index]?.[1] !== words)
  const place = isMoved ? [['Place', placeOf(document, rule.id)] as const] : []
  return (
    <ul className="govuk-list">
      {[...parts, ...place].map(([name, words]) => (
        <li key={name}>
          <strong>{name}:</strong> {words}
        </li>
      ))}
    </ul>
  )
}

export interface DifferencesProps {
  /** The policy that it was drafted from. */
  base: { readonly name: string; readonly document: PolicyDocument }
  document: PolicyDocument
  differences: readonly RuleDifference[]
}

/** What a draft changes of the policy that it was drafted from: of each rule no more than what differs. */
export function DifferencesSection({ base, document, differences }: DifferencesProps) {
  const same = rulesOf(document).filter(({ id }) => !differences.some((one) => one.id === id))
  return (
    <section aria-labelledby="differences">
      <h2 className="govuk-heading-m" id="differences">
        What it changes
      </h2>
      {differences.length === 0 ? (
        <p className="govuk-body">Nothing yet: it is the same as “{base.name}”.</p>
      ) : (
        <>
          <p className="govuk-body">Before: “{base.name}”. After: this one.</p>
          <Table
            stacked
            firstCellIsHeader
            className="rules"
            head={['Rule', 'Before', 'After'].map((content) => ({ content }))}
            rows={differences.map(({ id, is, before, after }) => {
              const isMoved = is.includes('moved')
              return [
                {
                  content: (
                    <>
                      {id} <ChangeTags is={is} />
                    </>
                  ),
                },
                {
                  content: (
                    <OneSide
                      rule={before}
                      other={after}
                      document={base.document}
                      isMoved={isMoved}
                    />
                  ),
                },
                {
                  content: (
                    <OneSide rule={after} other={before} document={document} isMoved={isMoved} />
                  ),
                },
              ]
            })}
          />
          <p className="govuk-body">The other {same.length} rules are the same.</p>
        </>
      )}
    </section>
  )
}
