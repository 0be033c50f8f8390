import type { Prisma } from '@/lib/database/generated/client'
import type { Tx } from '@/lib/database/with-actor'
import type { FigureName } from '@/lib/outcomes/figures'
import { isoDay } from '@/lib/wording/london-time'
import { practiceOf } from './counted-slowly-practice'
import { waysOf } from './counted-slowly-ways'

const everything = {
  organisation: true,
  items: true,
  acts: true,
  outcomes: true,
  duties: true,
  consents: true,
  consentOverrides: true,
  releases: true,
  contactAttempts: true,
  details: true,
} as const satisfies Prisma.ReferralInclude

export type RawReferral = Prisma.ReferralGetPayload<{ include: typeof everything }>
export type RawEvent = Prisma.EventGetPayload<object>

/** Slugs of organisations by id. */
export type Slugs = ReadonlyMap<string, string>

/** One thing that counts: of which figure, on which London day, and with which codes. */
export interface Counted {
  readonly figure: FigureName
  readonly day: string
  readonly codes: readonly string[]
  /** The case that it is of. */
  readonly id: string
}

export type Found = Omit<Counted, 'id'>

/** What is counted of every case alike, wherever it is from. */
export interface SlowCase {
  readonly isService: boolean
  readonly day: string
  readonly organisation: string
  readonly type: string
  readonly report: string
  readonly types: readonly string[]
  readonly ageGroup: string
  readonly area: string
  readonly queues: readonly string[]
  readonly route: string
  /** As track and value, with the day of the decision. */
  readonly outcomes: readonly { readonly of: string; readonly on: string }[]
  readonly wasAccepted: boolean
  readonly ageWhenExploited: string
  readonly gender: string
}

const isIn = (values: readonly string[], value: string) => values.includes(value)

const routeOf = (queues: readonly string[], mustNotify: boolean) => {
  if (isIn(queues, 'NRM')) return 'nrm'
  if (mustNotify) return 'duty_to_notify'
  if (isIn(queues, 'BEACON')) return 'support'
  return isIn(queues, 'POLICE') ? 'police' : 'waiting'
}

/** Steps that a case has reached, each by the outcomes that cannot be without it. */
const stagesOf = ({ outcomes, wasAccepted }: SlowCase): readonly string[] => {
  const has = (...wanted: readonly string[]) => outcomes.some(({ of }) => isIn(wanted, of))
  const on = (...tracks: readonly string[]) =>
    outcomes.some(({ of }) => isIn(tracks, of.split(':')[0] ?? ''))
  const stages: readonly (readonly [string, boolean])[] = [
    ['received', true],
    ['accepted', wasAccepted || on('nrm', 'police', 'beacon')],
    [
      'submitted',
      on('nrm') || has('duty_to_notify:submitted_anonymous', 'duty_to_notify:submitted_named'),
    ],
    [
      'reasonable_grounds',
      has(
        ...['nrm:rg_positive', 'nrm:cg_positive', 'nrm:cg_negative'],
        ...['nrm:disqualified_public_order', 'nrm:disqualified_bad_faith'],
      ),
    ],
    ['conclusive_grounds', has('nrm:cg_positive')],
    ['support', has('beacon:accepted', 'beacon:in_support', 'beacon:closed_needs_met')],
  ]
  return stages.filter(([, isReached]) => isReached).map(([stage]) => stage)
}

const alikeOf = (one: SlowCase): readonly Found[] => {
  const { day } = one
  const each = (figure: FigureName, ...codes: readonly string[]): Found => ({ figure, day, codes })
  return [
    each('referrals', one.route),
    each('organisations', one.type, one.organisation),
    each('ages', one.ageGroup),
    each('areas', one.area),
    ...(isIn(one.queues, 'POLICE') ||
    (!one.isService && isIn(['partner_to_police', 'helpline'], one.report))
      ? [each('reportsToPolice', one.report)]
      : []),
    ...one.types.map((type) => each('exploitation', type, one.ageGroup)),
    ...(one.route === 'nrm'
      ? one.types.map((type) => each('nrmExploitation', type, one.ageWhenExploited))
      : []),
    each('genders', one.gender, one.ageGroup),
    ...(one.route === 'nrm'
      ? [
          each('nrmOrganisations', one.type, one.organisation),
          each('nrmGenders', one.gender, one.ageWhenExploited),
        ]
      : []),
    ...one.queues.map((queue) => each('queues', queue)),
    ...stagesOf(one).map((stage) => each('followThrough', stage)),
    ...one.outcomes.map(({ of, on }): Found => ({ figure: 'outcomes', day: on, codes: [of] })),
    ...one.outcomes
      .filter(({ of }) => /^nrm:[rc]g_(positive|negative)$/.test(of))
      .map(({ of, on }): Found => ({
        figure: 'decisionsByAge',
        day: on,
        codes: [of, one.ageWhenExploited],
      })),
    ...one.outcomes
      .filter(({ of }) => of.startsWith('duty_to_notify:'))
      .map(({ of, on }): Found => ({ figure: 'dutyToNotify', day: on, codes: [of] })),
  ]
}

interface Facts {
  readonly [name: string]: unknown
}
const factsIn = (json: unknown) => (json ?? {}) as Facts
const textOf = (value: unknown) => (typeof value === 'string' ? value : 'unknown')
const isoDate = (day: Date) => day.toISOString().slice(0, 10)
/** As it was said when the referral was sent; else as it was added later. */
const ageOf = (sent: unknown, added: string | null | undefined) =>
  sent === 'adult' || sent === 'child' ? sent : (added ?? 'unknown')
const typesOf = (types: readonly string[]) => (types.length === 0 ? ['unknown'] : types)

const serviceCase = (raw: RawReferral): SlowCase => {
  const decision = factsIn(raw.revisedDecision ?? raw.decision)
  const facts = factsIn(raw.revisedFacts ?? raw.facts)
  const queues = raw.items.map(({ queue }) => queue)
  const { type } = raw.organisation
  return {
    isService: true,
    day: isoDay(raw.submittedAt),
    organisation: raw.organisation.slug,
    type,
    report: type === 'helpline' || type === 'police' ? type : 'partner_to_police',
    types: typesOf(raw.exploitationTypes),
    ageGroup: raw.ageGroup,
    area: raw.area ?? 'unknown',
    queues,
    route: routeOf(queues, (decision.actions as readonly string[]).includes('duty_to_notify')),
    outcomes: raw.outcomes.map(({ track, value, decidedOn }) => ({
      of: `${track}:${value}`,
      on: isoDate(decidedOn),
    })),
    wasAccepted: raw.acts.some(
      ({ type: act, undoneAt, itemId }) =>
        (act === 'accept' || act === 'reopen') && !undoneAt && itemId !== null,
    ),
    ageWhenExploited: ageOf(facts.ageWhenExploited, raw.details?.ageWhenExploited),
    gender: raw.details?.gender ?? 'unknown',
  }
}

/** The first day of some outcomes, and of those that end the wait that begins with it. */
const waitsOf = ({ outcomes }: SlowCase): readonly Found[] => {
  const first = (of: readonly string[]) =>
    outcomes
      .filter((one) => isIn(of, one.of))
      .map(({ on }) => on)
      .toSorted()[0]
  const conclusive = ['nrm:cg_positive', 'nrm:cg_negative']
  const ends = [
    ...conclusive,
    ...['nrm:withdrawn', 'nrm:closed'],
    ...['nrm:disqualified_public_order', 'nrm:disqualified_bad_faith'],
  ]
  const wait = (figure: FigureName, since: string | undefined, until: readonly string[]) =>
    since === undefined ? [] : [{ figure, day: since, codes: [first(until) ?? ''] }]
  return [
    ...wait('awaitingReasonableGrounds', first(['nrm:submitted']), [
      ...['nrm:rg_positive', 'nrm:rg_negative'],
      ...ends,
    ]),
    ...wait('awaitingConclusiveGrounds', first(['nrm:rg_positive']), ends),
  ]
}

const ofService = (raw: RawReferral, events: readonly RawEvent[], slugs: Slugs) => {
  const one = serviceCase(raw)
  const facts = factsIn(raw.revisedFacts ?? raw.facts)
  const { day } = one
  const ends = raw.items.map(({ finishedAt }) => finishedAt?.getTime())
  const lastEnd = Math.max(...ends.map((end) => end ?? Infinity))
  const each = (figure: FigureName, ...codes: readonly string[]): Found => ({ figure, day, codes })
  return [
    ...alikeOf(one),
    each('repeats', facts.earlierReferral === true ? 'yes' : 'no'),
    each('agesWhenExploited', one.ageWhenExploited),
    each('places', textOf(facts.location)),
    each('openCases', ends.length > 0 && lastEnd < Infinity ? isoDay(new Date(lastEnd)) : ''),
    ...waitsOf(one),
    ...(factsIn(raw.facts).personIdentified === false
      ? []
      : [each('nationalities', raw.details?.nationality ?? 'unknown', one.route)]),
    ...waysOf(raw, events, slugs),
    ...practiceOf(raw, events, slugs),
  ]
}

const sources: Readonly<Record<string, string>> = { beacon: 'BEACON', nrm: 'NRM', police: 'POLICE' }

const ofList = (past: Prisma.PastReferralGetPayload<object>) => {
  const queues = past.routes.flatMap((route) => sources[route] ?? [])
  return alikeOf({
    isService: false,
    day: isoDate(past.receivedOn),
    organisation: past.organisation ?? `type:${past.organisationType}`,
    type: past.organisationType,
    report: past.source,
    types: typesOf(past.exploitation),
    ageGroup: past.ageGroup,
    area: past.area,
    queues,
    route: routeOf(queues, past.routes.includes('duty_to_notify')),
    outcomes: (past.outcomes as { track: string; value: string; on: string }[]).map(
      ({ track, value, on }) => ({ of: `${track}:${value}`, on }),
    ),
    wasAccepted: false,
    ageWhenExploited: 'unknown',
    gender: past.gender,
  })
}

const isKept = ({ restricted, hiddenFrom, hiddenFromAccounts }: RawReferral) =>
  restricted || hiddenFrom.length > 0 || hiddenFromAccounts.length > 0

/**
 * Everything that counts, by a second and slower way: from the rows as the verbs wrote them and from the
 * audit trail, in TypeScript, as the count rules say it. As the owner of the tables.
 */
export const countSlowly = async (tx: Tx): Promise<readonly Counted[]> => {
  const organisations = await tx.organisation.findMany({ select: { id: true, slug: true } })
  const slugs = new Map(organisations.map(({ id, slug }) => [id, slug]))
  const events = new Map<string, RawEvent[]>()
  for (const event of await tx.event.findMany({ orderBy: { sequence: 'asc' } })) {
    if (!event.referralId) continue
    const known = events.get(event.referralId)
    if (known) known.push(event)
    else events.set(event.referralId, [event])
  }
  const referrals = await tx.referral.findMany({ include: everything })
  const lists = await tx.pastReferral.findMany()
  return [
    ...referrals
      .filter((raw) => !isKept(raw))
      .flatMap((raw) =>
        ofService(raw, events.get(raw.id) ?? [], slugs).map((found) => ({ ...found, id: raw.id })),
      ),
    ...lists.flatMap((past) => ofList(past).map((found) => ({ ...found, id: past.id }))),
  ]
}
