import { longText, oneOf } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'
import { casePath } from './act-path'

/** How somebody opens a case, as the audit trail keeps it beside what they saw. */
export interface Entry {
  /** As their own work, as what was theirs within the shift, or with a reason that they gave. */
  readonly entry?: 'own_work' | 'recent' | 'opening'
  /** The id of the reason. */
  readonly opening?: string
}

/** More different cases than this in an hour, and the lead is told. Partnership choice. */
export const mostInAnHour = 30

/**
 * Why somebody opens a case outside their own work. Source: Data Protection Act 2018 s.62(2) and (3), by
 * which the justification of each consultation is logged.
 */
export const openingReasons = {
  cover: 'I cover for whoever has it',
  supervision: 'I supervise or review the work',
  same_person: 'It may be about the same person or place as a case of mine',
  asked: 'Whoever has it asked me to look',
  safety: 'Somebody’s safety depends on it',
  other: 'Another reason',
} as const

export type OpeningReason = keyof typeof openingReasons

/** The reason of whoever audits a case that was drawn: kept for them, and not to be chosen. */
export const auditReason = 'audit'

/** Why a case was opened, in words; the code itself where it is not known any more. */
export const openingReasonInWords = (code: string) => {
  if (code === auditReason) return 'It was drawn for an audit'
  return Object.hasOwn(openingReasons, code) ? openingReasons[code as OpeningReason] : code
}

export const openingTitle = 'Why do you open this case?'

/**
 * The page that asks why somebody opens a case.
 * @param to the address to go on to: the case, where it is not said
 */
export const openingPath = (reference: string, to?: string) =>
  `${casePath(reference)}/open${to ? `?${new URLSearchParams({ to }).toString()}` : ''}`

/** The form that asks why: `reason`, and `words` where the reason alone does not say it. */
export const openingForm = oneStep(
  openingTitle,
  {
    reason: oneOf({
      ask: 'Your reason',
      options: openingReasons,
      missing: 'Select why you open this case',
      sensitivity: 'fact',
    }),
    words: longText({
      ask: 'Anything to add',
      hint: 'Needed with “Another reason”. Do not say who the person is',
      called: 'What you add',
      limit: 1_000,
      sensitivity: 'account',
    }),
  },
  {
    says: [
      'It is not yours now. You may open it for your work, and the safeguarding lead sees that you did.',
    ],
    checks: [
      {
        id: 'other-is-said',
        question: 'words',
        kind: 'impossible',
        when: ({ reason, words }) => reason === 'other' && words === undefined,
        message: 'Enter your reason',
      },
    ],
  },
)
