import { anyOf, longText, oneOf } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'
import { labelOf, type Option } from '@/lib/journey/question'

/** How something was done, in the eyes of whoever looks at the case again. */
export const judgements = {
  good: 'Good',
  could_be_better: 'Could be better',
  not_done: 'Not done',
  cannot_tell: 'I cannot tell',
} as const

export type Judgement = keyof typeof judgements

export const judgementNames = Object.keys(judgements) as Judgement[]

/** What there is to learn from a case, for good or ill. They are counted, so codes never change. */
export const findings = {
  good_practice: 'Something that others should do too',
  risk_missed: 'A risk was not seen, or seen late',
  asked_badly: 'It is not clear what the person was asked, or what they said',
  no_interpreter: 'There was no interpreter where one was needed',
  contact_unsafe: 'Somebody was contacted in a way that was not safe',
  late: 'Something was done late',
  wrong_queue: 'It went to the wrong queue',
  asked_again: 'Whoever got it had to ask again',
  record_thin: 'The record does not say enough',
  none: 'None of these',
} as const satisfies Readonly<Record<string, Option>>

export type Finding = keyof typeof findings

/** What is asked of every case: the short form. */
export const audited = {
  risk: 'Was the risk seen?',
  consent: 'Was the person asked well what they agree to?',
  contact: 'Was contact with the person safe?',
  deadlines: 'Was everything done in time?',
  queue: 'Was it in the right queue?',
  handOver: 'Was the hand-over useful to whoever got it?',
} as const

export type Audited = keyof typeof audited

export const auditedNames = Object.keys(audited) as Audited[]

const judge = (name: Audited) =>
  oneOf({
    ask: audited[name],
    options: judgements,
    inline: true,
    missing: `Select an answer: ${audited[name].charAt(0).toLowerCase()}${audited[name].slice(1, -1)}`,
    sensitivity: 'fact',
  })

/** The form of an audit: how six things were done, what there is to learn, and words. */
export const auditForm = oneStep(
  'How was this case worked?',
  {
    risk: judge('risk'),
    consent: judge('consent'),
    contact: judge('contact'),
    deadlines: judge('deadlines'),
    queue: judge('queue'),
    handOver: judge('handOver'),
    findings: anyOf({
      ask: 'What is there to learn?',
      hint: 'Select all that apply. They are counted, and a count does not say in which case',
      options: findings,
      exclusive: 'none',
      missing: 'Select what there is to learn, or “None of these”',
      sensitivity: 'fact',
    }),
    words: longText({
      ask: 'Anything to add',
      hint: 'Do not say who the person is',
      called: 'What you add',
      limit: 2_000,
      sensitivity: 'account',
    }),
  },
  {
    says: ['An audit looks at how we worked, not at who made a mistake.'],
  },
)

const inWords = (words: Readonly<Record<string, Option>>, code: string) =>
  Object.hasOwn(words, code) ? labelOf(words[code]) : code

/** The words of a finding; the code itself where it is not known any more. */
export const findingInWords = (code: string) => inWords(findings, code)

/** The words of a question or an answer of the form; the code itself where it is not known any more. */
export const auditedInWords = (code: string) => inWords(audited, code)
export const judgementInWords = (code: string) => inWords(judgements, code)
