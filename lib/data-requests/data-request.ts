import type { PartialDate } from '@/lib/journey/question'

/** What a person may ask for of their own data: UK GDPR arts. 15, 16 and 17. */
export const requestKinds = {
  access: 'A copy of everything that is kept about them',
  erasure: 'That everything about them is erased',
  rectification: 'That something wrong is put right',
} as const
export type RequestKind = keyof typeof requestKinds

/** Who asks. */
export const askers = {
  person: 'The person themselves',
  representative: 'Somebody who acts for them, with their signed authority',
  parent: 'A parent or guardian of a child',
} as const

/** How it was checked that they are who they say: UK GDPR art. 12(6). */
export const identityChecks = {
  document: 'A document with a photograph was seen',
  known: 'Somebody who works with them knows them',
  authority: 'A signed authority and a document were seen',
} as const

/** How a request ended. */
export const closings = {
  handed_out: 'The file was handed out',
  put_right: 'It was put right',
  passed_on: 'Its erasure is being reviewed',
  refused: 'It was refused, and they were told why and how to complain',
  withdrawn: 'They do not want it any more',
} as const
export type Closing = keyof typeof closings

export interface DataRequest {
  readonly id: string
  readonly reference: string
  readonly kind: RequestKind
  readonly askedBy: keyof typeof askers
  readonly identityChecked: keyof typeof identityChecks
  readonly openedAt: Date
  readonly dueOn: Date
  readonly approvedAt: Date | null
  readonly exportedAt: Date | null
  /** Whether the file waits to be fetched. */
  readonly hasFile: boolean
  readonly version: number
  /** Whether the actor is the one who answers it. */
  readonly isOwn: boolean
  /** Whether the actor is the second person who may say that identity was checked. */
  readonly canApprove: boolean
}

/**
 * The last day to answer: one calendar month after the request, and the last day of a month that has no
 * such day (UK GDPR art. 12(3)).
 */
export const dueDay = ({ year, month, day }: Required<PartialDate>): string => {
  const lastOfNext = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month, Math.min(day, lastOfNext))).toISOString().slice(0, 10)
}
