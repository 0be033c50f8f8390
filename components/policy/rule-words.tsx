import { Hint } from '@/components/govuk/hint'
import { sayEffect } from '@/lib/routing/effect-words'
import type { RuleText } from '@/lib/routing/policy-changes'
import { sayPredicate } from '@/lib/routing/predicate-words'

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

/** When a rule applies, in a sentence. */
export const sayWhen = ({ when }: Pick<RuleText, 'when'>) =>
  sentence(when.map(sayPredicate).join(', and '))

/** What a rule asks for: a sentence, or one a line. */
export function RuleThen({ then }: Pick<RuleText, 'then'>) {
  const [first, ...others] = sayEffect(then)
  if (others.length === 0) return first
  return (
    <ul className="govuk-list">
      {[first, ...others].map((says) => (
        <li key={says}>{says}</li>
      ))}
    </ul>
  )
}

/** Why a rule is there. */
export function RuleBecause({ because, source }: Pick<RuleText, 'because' | 'source'>) {
  return (
    <>
      {sentence(because)}
      <Hint>{source}</Hint>
    </>
  )
}

/** The parts of a rule in words, each with its name. */
export const partsOf = (rule: RuleText): readonly (readonly [name: string, words: string])[] => [
  ['When', sayWhen(rule)],
  ['Then', sayEffect(rule.then).join('. ')],
  ['Why', sentence(rule.because)],
  ['From', rule.source],
]
