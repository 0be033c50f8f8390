import type { Actor } from '@/lib/access/actor'
import { formOf } from '@/lib/journey/form-of'
import { confirmedId, type Problem } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import { Changed } from '@/lib/refusals'
import { correctAnswers, type Corrected } from './correct-answers'
import { askedOn } from './correction-form'
import { countApiProblems } from './count-problems'
import { findCorrectable } from './find-correctable'
import { problemsCounted, type ProblemCounted } from './problem-kinds'
import { questions } from './questions'

export interface AskedCorrections {
  readonly reference: string
  /** How many corrections the caller saw. */
  readonly version: number
  readonly changes: RawAnswers
  readonly why: string
  readonly confirmed: readonly string[]
}

const problem = (question: string, message: string): Problem => ({ question, message })

/** What is counted of a correction that is not taken: nothing where the answers are those that it has. */
const refused = (
  { form, isUnchanged }: Extract<Corrected, { form: unknown }>,
  needed: readonly string[],
): readonly ProblemCounted[] =>
  isUnchanged
    ? []
    : [
        ...problemsCounted(form.journey, form.typed, form.problems),
        ...needed.map((question) => ({ question, kind: 'missing' as const })),
      ]

/**
 * Corrects several answers of a referral at once, as the page of corrections does it one by one. What is
 * refused is counted by its question, without the answer.
 * @returns the questions that changed; or what is wrong, and what the new answers make needed
 * @throws NotFound, NotAllowed as `correctAnswers` does
 * @throws Changed where somebody corrected it since
 */
export const correctValues = async (
  actor: Actor,
  { reference, version, changes, why, confirmed }: AskedCorrections,
): Promise<
  | { readonly corrected: readonly string[]; readonly isHidden: boolean }
  | { readonly problems: readonly Problem[] }
> => {
  const asked = askedOn((await findCorrectable(actor, reference)).walked)
  const ids = Object.keys(changes)
  const first = ids.find((id) => asked.has(id))
  if (!first) {
    await countApiProblems(
      actor,
      ids.map((question) => ({ question, kind: 'together' })),
    )
    return { problems: ids.map((id) => problem(id, 'This referral does not ask this question')) }
  }
  const form = formOf(questions, { ...changes, [confirmedId]: confirmed })
  form.set('why', why)
  form.set('also', ids.filter((id) => id !== first).join(','))
  const done = await correctAnswers(actor, { reference, question: first, version, form })
  if ('corrected' in done) return done
  if (done.isStale) throw new Changed('The referral was corrected since. Read it again')
  const needed = done.form.alsoAsked.filter((id) => !ids.includes(id))
  await countApiProblems(actor, refused(done, needed))
  return {
    problems: [
      ...done.form.problems,
      ...needed.map((id) => problem(id, 'The new answers make this answer needed')),
    ],
  }
}
