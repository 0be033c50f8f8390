import { channelNames, type Channel } from './channels'
import type { Plan } from './plan'
import { isSafeAt, nextTurn } from './safe-times'

/** Everything that decides whether somebody may contact the person now. */
export interface Contact {
  readonly plan: Plan
  readonly confirmedAt: Date
  /** From then on it must be confirmed again before anything is allowed. */
  readonly confirmBy: Date
  /** The person refused to be contacted by us, or took their agreement back. */
  readonly isRefused: boolean
  /** Since it was confirmed somebody saw a sign of danger. */
  readonly isDangerous: boolean
  /** Since it was confirmed an answer about contact was corrected. */
  readonly isCorrected: boolean
  /** Channels of which, since then, the number or address turned out to be wrong. */
  readonly wrong: readonly Channel[]
}

/** Why a channel is not to be used now. Those of the whole plan first, in the order in which they weigh. */
export const becauses = {
  refused: 'They do not want us to contact them',
  no_safe_way: 'There is no safe way to contact them',
  danger: 'There was a sign of danger. Nobody tries again until somebody has confirmed a safe way',
  corrected: 'What the referral says about contact was corrected. Confirm the plan again',
  out_of_date: 'Nobody has confirmed it for too long. Confirm the plan again',
  way_unknown: 'Nobody knows whether there is a safe way. Ask the referrer',
  not_safe: 'It is not safe',
  unknown: 'Nobody knows whether it is safe',
  address_shared: 'An exploiter may see what comes to this address',
  wrong: 'The number or address was wrong when somebody last tried',
  times_unknown: 'Nobody has said at what times. Read the notes, ask, and confirm the plan',
  outside_times: 'Not at this time',
} as const

export type BlockedBecause = keyof typeof becauses

export type Allowance =
  | { readonly isAllowed: true; readonly until: Date }
  | {
      readonly isAllowed: false
      readonly because: BlockedBecause
      /** When it is safe again, where that is known. */
      readonly next?: Date | undefined
    }

const blocked = (because: BlockedBecause, next?: Date): Allowance => ({
  isAllowed: false,
  because,
  next,
})

/** Why nobody may contact the person in any way; `undefined` where the channels decide. */
export const wholeBlock = (contact: Contact, at: Date): BlockedBecause | undefined => {
  if (contact.isRefused) return 'refused'
  if (contact.plan.anyWay === 'no') return 'no_safe_way'
  if (contact.isDangerous) return 'danger'
  if (contact.isCorrected) return 'corrected'
  if (at >= contact.confirmBy) return 'out_of_date'
  return contact.plan.anyWay === 'unknown' ? 'way_unknown' : undefined
}

const channelBlock = ({ plan, wrong }: Contact, channel: Channel): BlockedBecause | undefined => {
  const { isSafe, value, isShared, times } = plan.channels[channel]
  if (isSafe === 'no') return 'not_safe'
  if (isSafe === 'unknown' || !value) return 'unknown'
  if (isShared !== 'no') return 'address_shared'
  if (wrong.includes(channel)) return 'wrong'
  return times === 'unknown' ? 'times_unknown' : undefined
}

/**
 * Whether somebody may contact the person by a channel at a moment: until when, or why not and when
 * next. What is not known is not allowed. Source: the Home Office's referral form asks of each address
 * and number whether it is safe; security research 3.2, T-07.
 */
export const mayContactNow = (contact: Contact, channel: Channel, at: Date): Allowance => {
  const because = wholeBlock(contact, at) ?? channelBlock(contact, channel)
  if (because) return blocked(because)
  const { times } = contact.plan.channels[channel]
  if (times === 'any' || times === 'unknown') return { isAllowed: true, until: contact.confirmBy }
  const turn = nextTurn(times, at)
  if (!isSafeAt(times, at))
    return blocked('outside_times', turn && turn < contact.confirmBy ? turn : undefined)
  return { isAllowed: true, until: turn && turn < contact.confirmBy ? turn : contact.confirmBy }
}

export interface ChannelAllowance {
  readonly channel: Channel
  readonly allowance: Allowance
}

/** Every channel of a plan at a moment: those that may be used now first, those of which nothing is known last. */
export const allowances = (contact: Contact, at: Date): readonly ChannelAllowance[] => {
  const all = channelNames.map((channel) => ({
    channel,
    allowance: mayContactNow(contact, channel, at),
  }))
  const isKnown = ({ channel }: ChannelAllowance) =>
    contact.plan.channels[channel].isSafe !== 'unknown'
  const isAllowed = ({ allowance }: ChannelAllowance) => allowance.isAllowed
  return [
    ...all.filter(isAllowed),
    ...all.filter((one) => !isAllowed(one) && isKnown(one)),
    ...all.filter((one) => !isAllowed(one) && !isKnown(one)),
  ]
}
