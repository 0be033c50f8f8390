import type { AnswersOf, Catalogue, Check, Placed } from '@/lib/journey/journey'
import { anyOf, email, longText, oneOf, phone, text } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'
import { one, type Options, type Question, type RawAnswers } from '@/lib/journey/question'
import { channelNames, channels, type Channel } from './channels'
import { readTimeOfDay } from './safe-times'

const contact = { sensitivity: 'contact', about: 'person' } as const

const yesNoUnknown = { yes: 'Yes', no: 'No', unknown: 'I do not know' } as const

const weekdays = {
  1: 'Monday',
  2: 'Tuesday',
  3: 'Wednesday',
  4: 'Thursday',
  5: 'Friday',
  6: 'Saturday',
  7: 'Sunday',
} as const

/** With whom a plan was confirmed: a person was asked, every time. */
export const confirmedWith = {
  person: 'The person themselves',
  trusted: 'Somebody they trust',
  professional: 'A professional who is with them or sees them',
} as const satisfies Options

export type ConfirmedWith = keyof typeof confirmedWith

const values: Readonly<Record<Channel, Question>> = {
  phone: phone({
    ask: 'Number to call',
    called: 'The number to call',
    missing: 'Enter the number to call',
    ...contact,
  }),
  text: phone({
    ask: 'Number to text',
    called: 'The number to text',
    missing: 'Enter the number to text',
    ...contact,
  }),
  email: email({
    ask: 'Email address',
    called: 'The email address',
    missing: 'Enter the email address',
    ...contact,
  }),
  post: longText({
    ask: 'Address to write to',
    called: 'The address to write to',
    missing: 'Enter the address to write to',
    limit: 1_000,
    ...contact,
  }),
  visit: longText({
    ask: 'Where to meet',
    called: 'Where to meet',
    missing: 'Enter where to meet',
    limit: 1_000,
    ...contact,
  }),
  through: text({
    ask: 'Who, and how to reach them',
    called: 'Who, and how to reach them',
    missing: 'Enter who they trust and how to reach them',
    limit: 500,
    ...contact,
  }),
}

const timeOfDay = (ask: string) =>
  text({
    ask,
    hint: 'For example 9am or 5:30pm. Leave both empty for any time of those days',
    called: ask,
    limit: 20,
    ...contact,
  })

const timed = channelNames.filter((name) => name !== 'post')

const questionsOf = (name: Channel): Catalogue => ({
  [name]: oneOf({
    ask: `${channels[name].label}: is it safe?`,
    options: yesNoUnknown,
    missing: `Select if this is safe: ${channels[name].label.toLowerCase()}`,
    inline: true,
    ...contact,
  }),
  [`${name}Value`]: values[name],
  ...(name === 'post'
    ? {
        postShared: oneOf({
          ask: 'Does an exploiter know the address, or see what comes there?',
          hint: 'No letter is sent unless the answer is no',
          options: yesNoUnknown,
          missing: 'Select if an exploiter knows the address',
          inline: true,
          ...contact,
        }),
      }
    : {
        [`${name}Days`]: anyOf({
          ask: 'On which days?',
          hint: 'Leave it empty if nobody has said: then we ask before we try',
          options: weekdays,
          ...contact,
        }),
        [`${name}From`]: timeOfDay('Safe from'),
        [`${name}To`]: timeOfDay('Safe until'),
      }),
  ...(name === 'phone' && {
    phoneVoicemail: oneOf({
      ask: 'May we leave a voicemail?',
      options: yesNoUnknown,
      missing: 'Select if we may leave a voicemail',
      inline: true,
      ...contact,
    }),
  }),
})

const channelQuestions: Catalogue = Object.assign({}, ...channelNames.map(questionsOf))

const wordsOf = (ask: string, hint?: string) =>
  longText({ ask, hint, called: ask, limit: 2_000, ...contact })

/** What people read at the moment of contact, and nothing decides by. */
const words = {
  introduction: wordsOf('Who should we say we are?', 'For example: the clinic, or a friend'),
  safeWord: text({
    ask: 'Safe word',
    hint: 'What they say, or we say, so that both know it is safe to talk',
    called: 'The safe word',
    limit: 100,
    ...contact,
  }),
  anotherAnswers: wordsOf('What to do if somebody else answers'),
  mustNotKnow: wordsOf('Who must not know'),
  language: text({ ask: 'Language to speak', called: 'The language', limit: 100, ...contact }),
  interpreter: oneOf({
    ask: 'Do they need an interpreter?',
    hint: 'Never a friend, a relative or someone who came with them',
    options: yesNoUnknown,
    inline: true,
    ...contact,
  }),
  notes: wordsOf('Anything else about contacting them safely'),
} satisfies Catalogue

export const wordNames = Object.keys(words) as (keyof typeof words)[]

const questions: Catalogue = {
  anyWay: oneOf({
    ask: 'Is there any safe way to contact them?',
    options: { ...yesNoUnknown, no: 'No: do not contact them' },
    missing: 'Select if there is any safe way to contact them',
    ...contact,
  }),
  ...channelQuestions,
  ...words,
  confirmedWith: oneOf({
    ask: 'Who told you that this is right now?',
    options: confirmedWith,
    missing: 'Select who told you that this is right',
    sensitivity: 'fact',
  }),
}

type Answers = AnswersOf<Catalogue>

const isAsked = ({ anyWay }: Answers) => anyWay !== 'no' && anyWay !== 'unknown'

const placed: readonly Placed<string, Answers>[] = Object.keys(questions).map((id) => {
  if (id === 'anyWay' || id === 'confirmedWith') return id
  const channel = channelNames.find((name) => id.startsWith(name) && id !== name)
  if (channel) return { question: id, under: [channel, 'yes'] }
  return { question: id, when: isAsked }
})

const timeIn = (answers: Answers, id: string) => {
  const typed = answers[id]
  return typeof typed === 'string' ? readTimeOfDay(typed) : undefined
}

const checksOf = (name: Channel): readonly Check<string, Answers>[] => {
  const [days, from, to] = [`${name}Days`, `${name}From`, `${name}To`]
  const isNoTime = (id: string): Check<string, Answers> => ({
    id: `${id}-is-a-time`,
    question: id,
    kind: 'impossible',
    when: (answers) => answers[id] !== undefined && timeIn(answers, id) === undefined,
    message: 'Enter a time, like 9am, 5:30pm or midday',
  })
  return [
    isNoTime(from),
    isNoTime(to),
    {
      id: `${name}-days-are-said`,
      question: days,
      kind: 'impossible',
      when: (answers) => !answers[days] && Boolean(answers[from] ?? answers[to]),
      message: 'Select the days on which these times are safe',
    },
    {
      id: `${name}-times-are-whole`,
      question: to,
      kind: 'impossible',
      when: (answers) => (answers[from] === undefined) !== (answers[to] === undefined),
      message: 'Enter both times, or neither',
    },
    {
      id: `${name}-times-are-in-order`,
      question: to,
      kind: 'impossible',
      when: (answers) => {
        const [begins, ends] = [timeIn(answers, from), timeIn(answers, to)]
        return begins !== undefined && ends !== undefined && begins >= ends
      },
      message: 'The end must be later in the day than the beginning',
    },
  ]
}

/** The form of a plan: what was typed into it is what a plan keeps, sealed. */
export const planForm = oneStep('How is it safe to contact them?', questions, {
  says: [
    'Ask the person, or somebody who sees them, and change what is not right any more. What you do not know is treated as not safe.',
  ],
  placed,
  checks: timed.flatMap(checksOf),
})

/**
 * The first plan of a case: what its referrer said, in the plan's own form. At what hours nobody has said in a way
 * that can be held to, so nothing is allowed before somebody has read the notes and confirmed the plan.
 */
export const typedFromReferral = (said: RawAnswers): RawAnswers => {
  const ways = [said.contactChannels ?? []].flat()
  const hasWay = channelNames.some((name) => ways.includes(name))
  const anyWay = ways.includes('none') ? 'no' : hasWay ? 'yes' : 'unknown'
  const filled: Record<string, string> = {
    anyWay,
    language: one(said.language ?? ''),
    interpreter: one(said.interpreter ?? ''),
    notes: one(said.contactNotes ?? ''),
  }
  for (const name of channelNames) {
    const value = channels[name].said && said[channels[name].said]
    const isSafe = ways.includes(name) && value !== undefined
    filled[name] = isSafe ? 'yes' : 'unknown'
    if (isSafe) filled[`${name}Value`] = one(value)
  }
  return filled
}
