import { TZDate } from '@date-fns/tz'
import { londonDay, zone } from '@/lib/wording/london-time'

/** How often somebody wants to be told of one type. */
export const frequencies = {
  at_once: 'Straight away',
  daily: 'Once a day, at 8am',
  never: 'Not at all',
} as const
export type Frequency = keyof typeof frequencies

/** What becomes of a message on its way to one account. */
export const deliveryStates = {
  waiting: 'Waiting',
  sent: 'Sent',
  failed: 'Will be tried again',
  dead: 'Not delivered',
  skipped: 'Not sent',
} as const
export type DeliveryState = keyof typeof deliveryStates

/** Why one was not sent, or not yet. */
export const deliveryProblems = {
  no_mail: 'No mail is set up',
  turned_off: 'They chose not to be told',
  account_closed: 'The account is closed',
  unreachable: 'The mail server did not answer',
  not_encrypted: 'The mail server offers no safe connection',
  not_signed_in: 'The mail server did not accept our password or key',
  refused: 'The mail server refused it',
  interrupted: 'The service stopped each time that it was sent',
  unknown_type: 'This version does not know what it says',
} as const
export type DeliveryProblem = keyof typeof deliveryProblems

/** Seconds until each next try: five tries in three hours, each wait longer than the one before. */
export const waits = [60, 5 * 60, 30 * 60, 2 * 60 * 60] as const

/** How often a delivery is tried before somebody must look at it. */
export const tries = waits.length + 1

/** Seconds for which a worker has a delivery to itself: longer than any mail server is waited for. */
export const lease = 120

const digestHour = 8

/** The next time that daily mails go out: 8am in London, after a moment. */
export const nextDigest = (after: Date): Date => {
  const { year, month, day } = londonDay(after)
  const at = (days: number) => new TZDate(year, month - 1, day + days, digestHour, zone)
  const today = at(0)
  return new Date((today.getTime() > after.getTime() ? today : at(1)).getTime())
}

/** One line of an administrator's list. */
export interface DeliveryLine {
  readonly id: string
  readonly type: string
  readonly name: string
  readonly queuedAt: Date
  readonly state: string
  readonly attempts: number
  readonly problem: string | null
}

export interface DeliveryList {
  readonly counts: Readonly<Partial<Record<DeliveryState, number>>>
  /** Those that were given up, the oldest first, and the newest of the others. */
  readonly dead: readonly DeliveryLine[]
  readonly latest: readonly DeliveryLine[]
}
