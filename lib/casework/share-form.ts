import type { Check } from '@/lib/journey/journey'
import { fullDate, longText, oneOf } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'
import { isoOf } from '@/lib/journey/partial-date'
import type { PartialDate } from '@/lib/journey/question'
import type { OrganisationType } from '@/lib/routing/organisation-types'
import { shareRules, type Giving } from './share-rules'
import { shareBases, shareKinds, sharePurposes, type ShareBasis, type SharePurpose } from './shares'

/** An organisation that a case may be shared with. */
export interface Receiver {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly type: OrganisationType
}

/** What may be chosen when a case is shared: it depends on the case and on who shares it. */
export interface ShareChoices {
  readonly giving: Giving
  readonly receivers: readonly Receiver[]
  /** Why it cannot be given away; `undefined` where it can. */
  readonly keptBecause: string | undefined
  /** What is offered or shared already, by receiver and purpose. */
  readonly open: readonly { readonly receiverId: string; readonly purpose: string }[]
}

/** The longest that a case is shared for without asking again, in years. Partnership choice. */
const mostYears = 1

const purposes = Object.fromEntries(
  Object.entries(sharePurposes).map(([purpose, { label }]) => [purpose, label]),
) as Readonly<Record<SharePurpose, string>>

/** What a share is for, why it is allowed and for how long: asked of whoever offers and whoever asks. */
export const termsQuestions = {
  purpose: oneOf({
    ask: 'What for?',
    hint: 'Nobody sees more than this needs',
    options: purposes,
    missing: 'Select what it is for',
    sensitivity: 'fact',
  }),
  basis: oneOf({
    ask: 'What allows it?',
    options: shareBases,
    missing: 'Select what allows it',
    sensitivity: 'fact',
  }),
  until: fullDate({
    ask: 'Until which day?',
    hint: 'Access ends by itself after that day. 12 months at most',
    called: 'The day',
    from: 2020,
    missing: 'Enter the day until which it is shared',
    sensitivity: 'fact',
  }),
}

interface Terms {
  readonly until?: Required<PartialDate>
  readonly purpose?: SharePurpose
  readonly basis?: ShareBasis
}

export const untilChecks: readonly Check<'until', Terms>[] = [
  {
    id: 'until-is-ahead',
    question: 'until',
    kind: 'impossible',
    when: ({ until }, { today }) => until !== undefined && isoOf(until) < isoOf(today),
    message: 'The day must be today or later',
  },
  {
    id: 'until-is-near',
    question: 'until',
    kind: 'impossible',
    when: ({ until }, { today }) =>
      until !== undefined && isoOf(until) > isoOf({ ...today, year: today.year + mostYears }),
    message: 'The day must be within 12 months',
  },
]

/** The form that shares a case, or gives it away. Impossible terms are refused beside the field. */
export const shareFormFor = ({ giving, receivers, keptBecause, open }: ShareChoices) => {
  const questions = {
    kind: oneOf({
      ask: 'Do you keep the case?',
      options: { referral: shareKinds.referral.label, transfer: shareKinds.transfer.label },
      missing: 'Select if you keep the case',
      sensitivity: 'fact',
    }),
    to: oneOf({
      ask: 'Which organisation?',
      options: Object.fromEntries(receivers.map(({ slug, name }) => [slug, name])),
      missing: 'Select the organisation',
      sensitivity: 'fact',
    }),
    ...termsQuestions,
    words: longText({
      ask: 'Anything that they should know',
      hint: 'They read it once they accept. Do not say who the person is where they may not know',
      called: 'What they should know',
      limit: 2_000,
      sensitivity: 'account',
    }),
  }
  const receiverOf = (slug: string | undefined) => receivers.find((one) => one.slug === slug)
  return oneStep('Share this case', questions, {
    placed: [
      'kind',
      { question: 'until', under: ['kind', 'referral'] },
      'to',
      'purpose',
      'basis',
      'words',
    ],
    checks: [
      {
        id: 'can-be-given',
        question: 'kind',
        kind: 'impossible',
        when: ({ kind }) => kind === 'transfer' && keptBecause !== undefined,
        message: keptBecause ?? '',
      },
      ...untilChecks,
      {
        id: 'is-new',
        question: 'to',
        kind: 'impossible',
        when: ({ to, purpose }) =>
          open.some((one) => one.receiverId === receiverOf(to)?.id && one.purpose === purpose),
        message: 'It is shared with them for this already, or waits for their answer',
      },
      ...shareRules.map(({ id, question, message, breaks }) => ({
        id,
        question,
        message,
        kind: 'impossible' as const,
        when: ({ to, purpose, basis }: Terms & { readonly to?: string }) => {
          const receiver = receiverOf(to)
          if (!receiver || !purpose || !basis) return false
          return breaks(giving, {
            purpose,
            basis,
            receiver: receiver.type,
            receiverId: receiver.id,
          })
        },
      })),
    ],
  })
}
