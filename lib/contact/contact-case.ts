import type { RawAnswers } from '@/lib/journey/question'
import type { ChannelAllowance } from './allowance'
import type { AttemptLine } from './attempts'
import type { Channel } from './channels'
import type { YesNoUnknown } from './plan'

/** How the person of a case may be contacted now, as codes and moments: no number, address or word. */
export interface ContactState {
  readonly reference: string
  readonly channels: readonly ChannelAllowance[]
  readonly confirmBy: Date
  /** Whether somebody has confirmed the plan; what the referral says, where nobody has. */
  readonly isConfirmed: boolean
}

export interface ContactCase extends ContactState {
  readonly confirmedAt: Date
  /** A role and an organisation, and with whom: codes alone. */
  readonly confirmedBy: string
  readonly confirmedWith: string
  readonly mayLeaveMessage: YesNoUnknown
  readonly attempts: readonly AttemptLine[]
}

/** What somebody asked to be shown of one channel, to use it. */
export interface ShownContact {
  readonly reference: string
  readonly channel: Channel
  /** What was typed into the plan that is to be read before using this channel. */
  readonly rows: readonly { readonly ask: string; readonly shown: string }[]
  /** What was noted when somebody tried this channel. */
  readonly noted: readonly { readonly at: Date; readonly words: string }[]
  readonly allowance: ChannelAllowance['allowance']
}

/** The plan as it was last typed, to be confirmed or changed. */
export interface PlanToConfirm {
  readonly reference: string
  readonly typed: RawAnswers
  readonly version: number
  /** What the referral says of contact now, in words. */
  readonly said: readonly { readonly ask: string; readonly shown: string }[]
}

/** One channel of a case, with its reference; `undefined` where the name is of none. */
export const channelIn = ({ reference, channels }: ContactState, named: string) => {
  const found = channels.find(({ channel }) => channel === named)
  return found && { reference, ...found }
}
