import type { AnyQuestionId } from '@/lib/referral/all-questions'
import type { AllAnswers } from './filling'

interface Topic {
  readonly id: string
  readonly title: string
  /** What whoever decides will look for. */
  readonly looksFor: string
  /** How to add it: from what is known already, never by asking somebody to tell it all again. */
  readonly prompt: string
  /** Questions of which one answer is enough. */
  readonly anyOf: readonly AnyQuestionId[]
  /** Questions of which each is looked for. */
  readonly allOf?: readonly AnyQuestionId[]
  readonly source: string
}

const guidance = 'Statutory guidance under the Modern Slavery Act 2015 s.49'

/**
 * What a decision-maker looks for in a referral. The test is reasonable grounds to believe, on all
 * available general and specific evidence, short of conclusive proof. None of it is a condition of
 * sending, and a short list of signs never means “no concern”: not all appear in every case.
 */
export const coachTopics = [
  {
    id: 'account',
    title: 'Their account',
    looksFor: 'What the person said or what was seen, in their own words',
    prompt: 'Add what was said or seen, as it was said. Leave out what you only guess',
    anyOf: ['account', 'moreToTell'],
    source: `${guidance}, making a reasonable grounds decision`,
  },
  {
    id: 'start',
    title: 'How it started',
    looksFor: 'How they came into it, and what they had expected',
    prompt: 'If you know it already, write how they came into it',
    anyOf: ['howItStarted'],
    source: `${guidance}: recruitment and means; form page “how-did-the-exploitation-start”`,
  },
  {
    id: 'control',
    title: 'What kept them in it',
    looksFor: 'What they say held them there, or what you saw',
    prompt: 'Select or describe what you saw or were told. Leave it empty if you do not know',
    anyOf: ['control', 'whatKeepsThem'],
    source: `${guidance}: means; form page “reasons-preventing-potential-victim-from-leaving”`,
  },
  {
    id: 'indicators',
    title: 'Signs',
    looksFor: 'Signs of modern slavery that somebody saw, and who saw them',
    prompt: 'Write what you saw yourself, and apart from it what others told you',
    anyOf: ['signsInPerson', 'signsInWork', 'signsInPlace', 'signsInChild', 'signsDetails'],
    source: `${guidance}, chapter 3; First Responder toolkit 2026, pages 4, 18 and 19`,
  },
  {
    id: 'dates',
    title: 'When it happened',
    looksFor: 'Dates, or years, or how old they were. A rough time is of use',
    prompt: 'Write the times that you know, as exactly as you know them and no more',
    anyOf: ['whenItHappened'],
    source: 'Form page “when-did-the-exploitation-take-place”',
  },
  {
    id: 'places',
    title: 'Where it happened',
    looksFor: 'Towns, countries, and any address or business',
    prompt: 'Write the places that you know. A part of a name is of use',
    anyOf: ['ukTowns', 'ukOtherPlaces', 'countries', 'overseasOtherPlaces'],
    source: 'Form pages “where-exploitation-happened-uk” and “-overseas”',
  },
  {
    id: 'exploiters',
    title: 'Who did it',
    looksFor: 'What is known of those who did it, even if it is little or old',
    prompt: 'Write what you have been told of them. Nobody has to name anyone',
    anyOf: ['exploiters'],
    source: 'Form page “who-exploited-pv”',
  },
  {
    id: 'why_now',
    title: 'Why it is told now',
    looksFor: 'Whether anyone was told before, and what stood in the way if not',
    prompt: 'Write what you know. Telling late is common and counts against nobody',
    anyOf: ['toldBefore'],
    allOf: ['whyTellNow'],
    source: 'Form pages “is-this-the-first-chance-to-report” and “why-report-now”',
  },
  {
    id: 'who_else',
    title: 'Who else is affected',
    looksFor: 'Whether other people are in it too. Each needs a referral of their own',
    prompt: 'Write what you know of others, without their names',
    anyOf: ['othersExploited', 'othersDetails', 'howMany'],
    source: 'Form page “any-other-pvs”',
  },
  {
    id: 'professionals',
    title: 'Who else can tell',
    looksFor: 'Other professionals who know them and whom the decision-maker may ask',
    prompt: 'Write who works with them, where that is safe to say',
    anyOf: ['otherProfessionals'],
    allOf: ['otherProfessionalsDetails'],
    source: 'Form page “are-others-involved”',
  },
  {
    id: 'talk',
    title: 'How you talked with them',
    looksFor: 'Where it was, who was there, and how anything was interpreted',
    prompt: 'Write how the talk went, and what may have made it hard to speak',
    anyOf: ['howYouLearnt'],
    source: `${guidance}: the effect of trauma; form page “where-how-interview-carried-out”`,
  },
  {
    id: 'view',
    title: 'Your own view',
    looksFor: 'What you make of it from your work, and why',
    prompt: 'Write what you think, and what makes you think so, for and against',
    anyOf: ['yourView'],
    source: 'Form page “professional-insight”',
  },
] as const satisfies readonly Topic[]

export interface Coaching {
  readonly id: string
  readonly title: string
  readonly looksFor: string
  readonly prompt: string
  readonly source: string
  /** `not_known`: somebody answered that they do not know, which is an answer. */
  readonly state: 'present' | 'missing' | 'not_known'
  /** The questions by which it may be added. */
  readonly questions: readonly AnyQuestionId[]
}

const isUnknown = (value: unknown) => [value].flat().every((one) => one === 'unknown')

/** A question that is asked only where an earlier one had this answer. */
const askedOnly: Readonly<Partial<Record<AnyQuestionId, readonly [AnyQuestionId, string]>>> = {
  whyTellNow: ['toldBefore', 'no'],
  otherProfessionalsDetails: ['otherProfessionals', 'yes'],
}

const isAsked = (answers: AllAnswers, id: AnyQuestionId) => {
  const condition = askedOnly[id]
  return !condition || answers[condition[0]] === condition[1]
}

const stateOf = (answers: AllAnswers, { anyOf, allOf = [] }: Topic): Coaching['state'] => {
  const given = anyOf.filter((id) => answers[id] !== undefined)
  if (given.length === 0) return 'missing'
  if (allOf.some((id) => isAsked(answers, id) && answers[id] === undefined)) return 'missing'
  return given.every((id) => isUnknown(answers[id])) ? 'not_known' : 'present'
}

/**
 * What a decision-maker will look for in these answers: what is there and what is not. It advises
 * whoever has time to add; it says nothing of whether to send, so it can hold up nobody in danger.
 * @param answers what was sent and what was added later, as far as the reader may see it
 */
export const coach = (answers: AllAnswers): readonly Coaching[] =>
  coachTopics.map((topic: Topic) => ({
    id: topic.id,
    title: topic.title,
    looksFor: topic.looksFor,
    prompt: topic.prompt,
    source: topic.source,
    state: stateOf(answers, topic),
    questions: [...topic.anyOf, ...(topic.allOf ?? []).filter((id) => isAsked(answers, id))],
  }))
