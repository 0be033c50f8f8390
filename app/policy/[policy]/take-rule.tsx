import type { Answer } from '@/app/door'
import { RuleFormPage, type RuleFormPageProps } from '@/components/policy/rule-form-page'
import type { Catalogue } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { policyPath } from '@/lib/policies/policy-path'
import { besideQuestions } from '@/lib/policies/rule-form'
import { Changed, NotAllowed } from '@/lib/refusals'
import type { PolicyProblem } from '@/lib/routing/policy-reading'
import { londonDay } from '@/lib/wording/london-time'

/** What came of saving: the rule, or what is wrong with it. */
type Saved = { readonly rule: string } | { readonly problems: readonly PolicyProblem[] }

interface RuleTaken<C extends Catalogue> {
  readonly policy: string
  readonly drawn: Omit<RuleFormPageProps<C>, 'typed' | 'problems' | 'meanwhile'>
  readonly page: { readonly title: string; readonly back: string }
  readonly form: URLSearchParams
  /** Why nothing of the draft can be saved any more. */
  readonly over?: 'closed' | 'removed' | undefined
  readonly save: (answers: TakenForm<C>['answers'], version: number) => Promise<Saved>
}

/**
 * Takes a form of a rule. What was typed is there again where something is wrong with it, and where
 * somebody else changed the draft first: then with the version that there is now. Where they ended it, or
 * took the rule out, it can be copied.
 */
export const takeRule = async <C extends Catalogue>(taken: RuleTaken<C>): Promise<Answer> => {
  const { policy, drawn, page, form, over, save } = taken
  const { answers, typed, problems } = takeOneStep(drawn.journey, form, {
    today: londonDay(drawn.now),
  })
  const again = (status: number, more: Partial<RuleFormPageProps<C>>): Answer => ({
    ...page,
    status,
    hasErrors: status === 422,
    body: <RuleFormPage {...drawn} typed={typed} {...more} />,
  })
  if (over) return again(409, { meanwhile: over })
  if (problems.length > 0) return again(422, { problems })
  try {
    const saved = await save(answers, Number(form.get('version')))
    if ('problems' in saved) return again(422, { problems: besideQuestions(saved.problems) })
    return { redirect: `${policyPath(policy)}#rule-${saved.rule}` }
  } catch (error) {
    if (error instanceof Changed) return again(409, { meanwhile: 'changed' })
    // It was ended after it was looked up here.
    if (error instanceof NotAllowed) return again(409, { meanwhile: 'closed' })
    throw error
  }
}
