import { TZDate } from '@date-fns/tz'
import { addDays, addHours, addMinutes } from 'date-fns'
import type { Actor } from '@/lib/access/actor'
import { atMoment } from '@/lib/clock'
import { zone } from '@/lib/wording/london-time'
import { demonstrationPaths } from './demonstration-paths'
import type { PathStep } from './demonstration-steps'
import { demonstrationStories, type Story } from './demonstration-stories'
import { playStep } from './play-step'

const later: Readonly<Record<string, (from: Date, amount: number) => Date>> = {
  m: addMinutes,
  h: addHours,
  d: addDays,
}

const after = (from: Date, wait: string) => {
  const add = later[wait.slice(-1)]
  if (!add) throw new Error(`Nobody waits for ${wait}`)
  return add(from, Number(wait.slice(0, -1)))
}

const saturday = 6

const sentAt = ({ daysAgo, time, path }: Story, present: Date) => {
  const ago = addDays(new TZDate(present, zone), -daysAgo)
  // The rescue by night is on a Saturday, when every office is closed.
  const day = path === 'night_rescue' ? addDays(ago, -((ago.getDay() - saturday + 7) % 7)) : ago
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return new Date(
    +new TZDate(day.getFullYear(), day.getMonth(), day.getDate(), hours, minutes, 0, zone),
  )
}

interface Moment {
  readonly at: Date
  readonly number: number
  readonly story: Story
  /** What happens; sending, where it is not said. */
  readonly step?: PathStep
}

/** Every moment of every story up to the present, in the order in which they happen. */
const momentsUntil = (present: Date): readonly Moment[] =>
  demonstrationStories
    .flatMap((story, number) => {
      let at = sentAt(story, present)
      const moments: Moment[] = [{ at, number, story }]
      const details: PathStep[] = story.details
        ? [['referrer', '0m', 'details', story.details]]
        : []
      for (const step of [...details, ...(demonstrationPaths[story.path] ?? [])]) {
        at = after(at, step[1])
        if (isPlayed(story, step)) moments.push({ at, number, story, step })
      }
      return moments
    })
    .filter(({ at }) => at < present)
    .sort((one, other) => +one.at - +other.at || one.number - other.number)

/** Whose organisation is bound by section 52 notifies; the others have no such duty. */
const isBound = ({ from }: Story) => /^referrer\.(council|district|police)@/.test(from)

const isPlayed = (story: Story, [by]: PathStep) => by !== 'notifier' || isBound(story)

const whoIs = (by: string, story: Story) =>
  by === 'referrer' || by === 'notifier' ? story.from : by

const isDone = (result: object) =>
  !['problems', 'form', 'taken', 'blocked', 'changed', 'journey'].some((name) => name in result)

interface Cast {
  /** The actor of a demonstration account, by what stands before the @. */
  readonly person: (name: string) => Actor
  readonly organisations: ReadonlyMap<string, string>
  /** Sends a story's referral. `again`: it was sent before, with all that followed. */
  readonly send: (story: Story) => Promise<{ reference: string; again: boolean }>
  /** What the clock does by itself, every day. */
  readonly tick: () => Promise<unknown>
}

/**
 * Plays the stories of the demonstration from the first to the present by the real verbs, each at its
 * moment. A story that was played before is left as it is.
 * @throws where a step could not be done: the demonstration shows nothing that the service would refuse
 */
export const playDemonstration = async (
  present: Date,
  { person, organisations, send, tick }: Cast,
) => {
  const sent = new Map<number, string>()
  const references = new Map<string, string>()
  const finished = new Set<number>()
  let ticked = 0
  for (const { at, number, story, step } of momentsUntil(present)) {
    if (finished.has(number)) continue
    const name = String(story.answers.givenNames)
    if (!step) {
      const { reference, again } = await atMoment(at, () => send(story))
      sent.set(number, reference)
      references.set(name, reference)
      if (again) finished.add(number)
      continue
    }
    if (+at - ticked > 12 * 60 * 60_000) {
      await atMoment(at, tick)
      ticked = +at
    }
    const [by, , does, typed = {}] = step
    const actor = person(whoIs(by, story))
    const reference = sent.get(number) ?? ''
    const accountOf = (one: string) => person(one).accountId
    const stage = { actor, reference, at, number, organisations, accountOf, references }
    const result = await atMoment(at, () => playStep(does, typed, stage))
    if (!isDone(result))
      throw new Error(
        `${name}: ${by} could not do “${does}”: ${JSON.stringify(result).slice(0, 400)}`,
      )
  }
}
