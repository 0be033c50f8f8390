import { isoDay, showDay, showTime } from '@/lib/wording/london-time'
import { becauses, type Allowance, type ChannelAllowance } from './allowance'
import { channels } from './channels'

const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'Europe/London' })

/** A moment as near as it needs to be: "5pm", "Monday 23 November at 2pm". */
const showSoon = (moment: Date, now: Date) =>
  isoDay(moment) === isoDay(now)
    ? showTime(moment)
    : `${weekday.format(moment)} ${showDay(moment).replace(/ \d{4}$/, '')} at ${showTime(moment)}`

/** Whether a channel may be used, as a sentence: "Safe now, until 5pm". */
export const showAllowance = (allowance: Allowance, now: Date): string => {
  if (allowance.isAllowed) return `Safe now, until ${showSoon(allowance.until, now)}`
  const next = allowance.next ? `. Next safe: ${showSoon(allowance.next, now)}` : ''
  return `${becauses[allowance.because]}${next}`
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

/** How somebody may be contacted now, in one line: "Phone call: safe now, until 5pm". */
export const contactLine = (all: readonly ChannelAllowance[], now: Date): string => {
  const [first] = all
  if (!first) return ''
  const allowed = all.filter(({ allowance }) => allowance.isAllowed)
  const soonest = all
    .filter(({ allowance }) => !allowance.isAllowed && allowance.next)
    .sort((one, other) => nextOf(one) - nextOf(other))[0]
  const shown = allowed.length > 0 ? allowed : soonest ? [soonest] : []
  const lines = shown.map(
    ({ channel, allowance }) =>
      `${channels[channel].label}: ${lower(showAllowance(allowance, now))}`,
  )
  if (allowed.length > 0) return lines.join('. ')
  return [
    'Do not contact them now',
    ...(lines.length > 0 ? lines : [showAllowance(first.allowance, now)]),
  ].join('. ')
}

const nextOf = ({ allowance }: ChannelAllowance) =>
  allowance.isAllowed ? 0 : (allowance.next?.getTime() ?? Infinity)
