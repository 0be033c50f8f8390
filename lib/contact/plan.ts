import { channelNames, type Channel } from './channels'
import { readTimeOfDay, type SafeTime } from './safe-times'

export type YesNoUnknown = 'yes' | 'no' | 'unknown'

/** What is known of one way to contact somebody. */
export interface ChannelPlan {
  readonly isSafe: YesNoUnknown
  /** The number, the address, the place, or who and how. */
  readonly value?: string | undefined
  /** `unknown` where nobody has said when. Of letters, which are read at any hour, nothing. */
  readonly times: readonly SafeTime[] | 'unknown' | 'any'
  readonly mayLeaveMessage: YesNoUnknown
  /** Whether an exploiter knows the address, or gets what is sent there. */
  readonly isShared: YesNoUnknown
}

/** How it is safe to contact the person: what is decided by, without the words that only people read. */
export interface Plan {
  /** Whether there is any safe way at all. */
  readonly anyWay: YesNoUnknown
  readonly channels: Readonly<Record<Channel, ChannelPlan>>
}

type Answers = Readonly<Record<string, unknown>>

const yesNoUnknown = (value: unknown): YesNoUnknown =>
  value === 'yes' || value === 'no' ? value : 'unknown'
const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined)

const timesOf = (channel: Channel, answers: Answers): ChannelPlan['times'] => {
  if (channel === 'post') return 'any'
  const days = answers[`${channel}Days`]
  if (!Array.isArray(days) || days.length === 0) return 'unknown'
  const from = readTimeOfDay(textOf(answers[`${channel}From`]) ?? '0:00') ?? 0
  const to = readTimeOfDay(textOf(answers[`${channel}To`]) ?? 'midnight') ?? 0
  return [{ days: days.map(Number), from, to }]
}

/** What the answers of the plan's form mean. What was not answered is not known, and so not safe. */
export const planOf = (answers: Answers): Plan => ({
  anyWay: yesNoUnknown(answers.anyWay),
  channels: Object.fromEntries(
    channelNames.map((channel): [Channel, ChannelPlan] => [
      channel,
      {
        isSafe: yesNoUnknown(answers[channel]),
        value: textOf(answers[`${channel}Value`]),
        times: timesOf(channel, answers),
        mayLeaveMessage: yesNoUnknown(answers[`${channel}Voicemail`]),
        isShared: channel === 'post' ? yesNoUnknown(answers.postShared) : 'no',
      },
    ]),
  ) as Record<Channel, ChannelPlan>,
})

/**
 * The channels that a plan allows at all, whatever the hour. None for letters where an exploiter knows
 * the address or may know it.
 */
export const openChannels = ({ anyWay, channels }: Plan): readonly Channel[] =>
  anyWay === 'yes'
    ? channelNames.filter((name) => {
        const { isSafe, isShared, times, value } = channels[name]
        return isSafe === 'yes' && value && isShared === 'no' && times !== 'unknown'
      })
    : []
