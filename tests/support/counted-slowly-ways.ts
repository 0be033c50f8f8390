import type { FigureName } from '@/lib/outcomes/figures'
import { isoDay } from '@/lib/wording/london-time'
import type { Found, RawEvent, RawReferral, Slugs } from './counted-slowly'

type Act = RawReferral['acts'][number]
interface Codes {
  readonly [name: string]: unknown
}
const codesIn = (json: unknown) => (json ?? {}) as Codes

const minute = 60_000

/** Up, to a quarter of an hour; after a day to an hour; after thirty days to a day. */
const minutesBetween = (from: Date, until: Date) => {
  const minutes = Math.max(0, until.getTime() - from.getTime()) / minute
  const step = minutes <= 24 * 60 ? 15 : minutes <= 30 * 24 * 60 ? 60 : 24 * 60
  return String(Math.ceil(minutes / step) * step)
}

const earliest = (moments: readonly Date[]) =>
  moments.reduce<Date | undefined>((first, at) => (first && first <= at ? first : at), undefined)

const workers = [
  ...['police_triage_officer', 'police_supervisor', 'beacon_worker'],
  ...['first_responder_desk', 'safeguarding_lead'],
]

/** The acts on items that stand, in the order in which they were done. */
const standing = ({ acts }: RawReferral): readonly Act[] =>
  acts
    .filter(({ itemId, undoneAt }) => itemId !== null && undoneAt === null)
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())

const firstLook = (raw: RawReferral, events: readonly RawEvent[]): readonly Found[] => {
  const at = earliest([
    ...events
      .filter(
        ({ type, role, accountId }) =>
          type === 'referral.viewed' &&
          workers.includes(role ?? '') &&
          accountId !== null &&
          accountId !== raw.accountId,
      )
      .map((event) => event.at),
    ...raw.acts
      .filter(({ itemId, role }) => itemId !== null && role !== 'referrer')
      .map((act) => act.at),
  ])
  if (!at) return []
  const timely = at <= raw.dueAt ? 'in_time' : 'late'
  const priority = String(codesIn(raw.decision).priority ?? raw.priority)
  const codes = [timely, priority, minutesBetween(raw.submittedAt, at)]
  return [{ figure: 'timeToFirstLook', day: isoDay(at), codes }]
}

const firstContact = ({ contactAttempts, submittedAt }: RawReferral): readonly Found[] => {
  const at = earliest(
    contactAttempts.filter(({ outcome }) => outcome === 'reached').map((attempt) => attempt.at),
  )
  if (!at) return []
  return [{ figure: 'timeToContact', day: isoDay(at), codes: [minutesBetween(submittedAt, at)] }]
}

/** Walks through what was done with the hand-over, and keeps from when on it waits for somebody. */
const handOvers = (raw: RawReferral, slugs: Slugs): readonly Found[] => {
  const found: Found[] = []
  const item = raw.items.find(({ queue }) => queue === 'NRM')
  let since = raw.submittedAt
  for (const act of standing(raw)) {
    if (item && item.enteredAt <= act.at && item.enteredAt > since) since = item.enteredAt
    const comes = act.type === 'pass_on' && act.itemId === item?.id
    const isSent = ['add_queue', 'move'].includes(act.type) && codesIn(act.codes).to === 'NRM'
    if (comes || isSent) since = act.at
    if (act.type !== 'accept' || act.queue !== 'NRM') continue
    if (act.organisationId === raw.organisationId) continue
    const due = codesIn(act.before).dueAt
    const timely =
      typeof due !== 'string' ? 'unknown' : act.at <= new Date(due) ? 'in_time' : 'late'
    const codes = [timely, slugs.get(act.organisationId) ?? '', minutesBetween(since, act.at)]
    found.push({ figure: 'timeToHandOver', day: isoDay(act.at), codes })
  }
  return found
}

type Happened =
  { readonly at: Date; readonly ends: true } | { readonly at: Date; readonly waits: string }

const goesOnBy = ['answer', 'resume', 'move', 'reopen', 'accept', 'decline', 'close']

const happenedTo = (
  raw: RawReferral,
  item: RawReferral['items'][number],
  events: readonly RawEvent[],
): readonly Happened[] => [
  ...standing(raw)
    .filter(({ itemId }) => itemId === item.id)
    .flatMap(({ type, at, codes }): Happened[] => {
      const { reason } = codesIn(codes)
      if (goesOnBy.includes(type)) return [{ at, ends: true }]
      const waits = (type === 'hold' || type === 'ask') && typeof reason === 'string'
      return waits ? [{ at, waits: `${type}:${reason}` }] : []
    }),
  // Nobody resumed it: its day had come.
  ...events
    .filter(
      ({ type, accountId, detail }) =>
        type === 'item.resumed' && accountId === null && codesIn(detail).queue === item.queue,
    )
    .map(({ at }): Happened => ({ at, ends: true })),
  { at: item.enteredAt, ends: true },
  ...(item.finishedAt ? [{ at: item.finishedAt, ends: true } as const] : []),
]

const isEnd = (one: Happened) => 'ends' in one

/** Walks through what happened to each item: what ends a wait ends all that stand. */
const waits = (raw: RawReferral, events: readonly RawEvent[]): readonly Found[] => {
  const found: Found[] = []
  for (const item of raw.items) {
    let waiting: { at: Date; waits: string }[] = []
    const happened = happenedTo(raw, item, events).toSorted(
      (one, other) =>
        one.at.getTime() - other.at.getTime() || Number(isEnd(other)) - Number(isEnd(one)),
    )
    for (const one of happened) {
      if ('waits' in one) {
        waiting.push(one)
        continue
      }
      for (const wait of waiting.filter(({ at }) => at < one.at))
        found.push({
          figure: 'waited',
          day: isoDay(one.at),
          codes: [wait.waits, minutesBetween(wait.at, one.at)],
        })
      waiting = []
    }
  }
  return found
}

const overruled = (raw: RawReferral): readonly Found[] =>
  standing(raw)
    .filter(({ type }) => type === 'add_queue' || type === 'move')
    .map(({ at, codes, role }) => ({
      figure: 'overruled',
      day: isoDay(at),
      codes: [String(codesIn(codes).rule ?? 'none'), role],
    }))

const refused = (raw: RawReferral, slugs: Slugs): readonly Found[] =>
  standing(raw)
    .filter(({ type }) => type === 'decline' || type === 'pass_on')
    .map(({ at, codes, type, organisationId, queue }) => ({
      figure: 'refused' satisfies FigureName,
      day: isoDay(at),
      codes: [
        ...[type, slugs.get(organisationId) ?? ''],
        ...[`${type}:${String(codesIn(codes).reason ?? 'unknown')}`, queue ?? ''],
      ],
    }))

/** What counts of the ways that a case took: how long each took, and who sent it elsewhere. */
export const waysOf = (
  raw: RawReferral,
  events: readonly RawEvent[],
  slugs: Slugs,
): readonly Found[] => [
  ...firstLook(raw, events),
  ...firstContact(raw),
  ...handOvers(raw, slugs),
  ...waits(raw, events),
  ...overruled(raw),
  ...refused(raw, slugs),
]
