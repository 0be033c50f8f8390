import { channelNames, channels } from '@/lib/contact/channels'
import { planForm } from '@/lib/contact/plan-form'
import { planOf } from '@/lib/contact/plan'
import { summary, walk } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import { londonDay } from '@/lib/wording/london-time'
import type { PaperSection } from './paper'

interface Attempt {
  readonly channel: string
  readonly outcome: string
}

/** What was recorded of contact after the referral was sent. */
export interface ContactSince {
  /** The newest plan that somebody confirmed. */
  readonly plan: { readonly typed: RawAnswers; readonly confirmedAt: Date } | undefined
  /** They said that nobody may contact them. */
  readonly isRefused: boolean
  /** What went wrong since then: a wrong number, or it was not safe. */
  readonly attempts: readonly Attempt[]
}

const said = channelNames.flatMap((name) => {
  const question = channels[name].said
  return question ? [{ name, question }] : []
})

const none = (typed: RawAnswers, answer: string): RawAnswers => ({
  ...Object.fromEntries(
    Object.entries(typed).filter(([id]) => !said.some(({ question }) => question === id)),
  ),
  contactChannels: [answer],
})

/**
 * The answers with how it is safe to contact the person now, which may differ from what was sent: no
 * number or address by which it is not safe any more is on any paper.
 */
export const withPresentContact = (
  typed: RawAnswers,
  { plan, isRefused, attempts }: ContactSince,
): RawAnswers => {
  if (isRefused) return none(typed, 'none')
  if (attempts.some(({ outcome }) => outcome === 'unsafe')) return none(typed, 'unknown')
  const isWrong = (name: string) => attempts.some(({ channel }) => channel === name)
  const known = plan && planOf(walk(planForm, plan.typed, contextOf(plan)).answers)
  if (!known && !said.some(({ name }) => isWrong(name))) return typed
  const before = [typed.contactChannels ?? []].flat()
  const isSafe = (name: (typeof said)[number]['name']) => {
    if (isWrong(name)) return false
    if (!known) return before.includes(name)
    const { isSafe, isShared, value } = known.channels[name]
    return known.anyWay === 'yes' && isSafe === 'yes' && isShared === 'no' && value !== undefined
  }
  const safe = said.filter(({ name }) => isSafe(name))
  if (safe.length === 0) return none(typed, known?.anyWay === 'no' ? 'none' : 'unknown')
  const notes = plan?.typed.notes
  return {
    ...none(typed, 'unknown'),
    ...(notes !== undefined && { contactNotes: notes }),
    contactChannels: safe.map(({ name }) => name),
    ...Object.fromEntries(
      safe.flatMap(({ name, question }) => {
        const value = known ? known.channels[name].value : typed[question]
        return value === undefined ? [] : [[question, value]]
      }),
    ),
  }
}

const contextOf = ({ confirmedAt }: { readonly confirmedAt: Date }) => ({
  today: londonDay(confirmedAt),
})

/** The plan of safe contact as it was confirmed, in words: hours, whom to say we are, the safe word. */
export const planSection = (plan: NonNullable<ContactSince['plan']>): PaperSection => ({
  heading: 'The plan of safe contact',
  blocks: [
    {
      kind: 'answers',
      answers: summary(planForm, walk(planForm, plan.typed, contextOf(plan)))
        .flatMap(({ rows }) => rows)
        .flatMap(({ ask, shown }) => (shown ? [{ label: ask, value: shown }] : [])),
    },
  ],
})
