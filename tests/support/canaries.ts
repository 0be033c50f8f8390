import { walk, type Catalogue, type Journey } from '@/lib/journey/journey'
import type { Question, Raw, RawAnswers } from '@/lib/journey/question'
import { allQuestions } from '@/lib/referral/all-questions'
import { detailJourneyFor } from '@/lib/referral/detail-steps'
import type { Answers } from '@/lib/referral/questions'
import { readAnswers } from '@/lib/referral/answers-schema'
import { referralJourney } from '@/lib/referral/steps'

const today = { today: { year: 2026, month: 11, day: 21 } }
const ids = Object.keys(allQuestions)

/** What is typed into a question so that it can be found again, if the question takes any text. */
export const canaryOf = (id: string, { kind }: Pick<Question, 'kind'>): string | undefined => {
  switch (kind) {
    case 'text':
    case 'long-text':
      return `Kanarienvogel ${id} singt`
    case 'phone':
      return `07700 900${String(300 + ids.indexOf(id))}`
    case 'email':
      return `kanarienvogel.${id}@singt.test`
    case 'one-of':
    case 'any-of':
    case 'whole-number':
    case 'date':
      return undefined
  }
}

const optionOf = ({ kind, options = {} }: Question): Raw => {
  const keys = Object.keys(options)
  if (kind === 'any-of') return keys.filter((key) => !['unknown', 'none'].includes(key))
  if (kind === 'date') return ['', '', '2012']
  if (kind === 'whole-number') return '2'
  return keys.find((key) => key === 'yes' || key === 'someone-else') ?? keys[0] ?? ''
}

/** Types a canary into every text that is asked, over what is typed already; `fill` answers the rest too. */
const typeInto = <C extends Catalogue>(journey: Journey<C>, typed: RawAnswers, fill: boolean) => {
  const next: Record<string, Raw> = { ...typed }
  for (const id of walk(journey, typed, today).stops.flatMap(({ questions }) => questions)) {
    const question = journey.questions[id]
    if (!question) continue
    const canary = canaryOf(id, question)
    if (canary !== undefined) next[id] = canary
    else if (fill) next[id] ??= optionOf(question)
  }
  return next
}

/** The answers of a case as typed, with a canary in every text and every safe way of contact. */
export function withCanaries(answers: Answers): RawAnswers {
  const read = readAnswers(JSON.parse(JSON.stringify(answers)))
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  const ways = ['phone', 'text', 'email', 'post', 'through']
  const isSafe = read.typed.contactChannels?.includes('phone')
  return typeInto(
    referralJourney,
    { ...read.typed, ...(isSafe && { contactChannels: ways }) },
    false,
  )
}

/** Everything that “Add more details” asks after these answers, filled in over what is `chosen`. */
export function detailsWithCanaries(sent: RawAnswers, chosen: RawAnswers = {}) {
  const { answers } = walk(referralJourney, sent, today)
  const journey = detailJourneyFor(answers)
  let typed: RawAnswers = chosen
  // Each round opens the questions that stand under the answers of the one before.
  for (let round = 0; round < 4; round += 1) typed = typeInto(journey, typed, true)
  return { journey, typed }
}
