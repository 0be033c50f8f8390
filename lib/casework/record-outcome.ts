import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import type { Tx } from '@/lib/database/with-actor'
import type { Catalogue } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { isoOf } from '@/lib/journey/partial-date'
import type { Queued } from '@/lib/notifications/messages'
import { queueMessages } from '@/lib/notifications/queue-messages'
import { NotAllowed } from '@/lib/refusals'
import { isoDay, londonDay } from '@/lib/wording/london-time'
import type { Meanwhile } from './acting'
import { mayRecord } from './case-workers'
import { changeCase } from './change-case'
import { dueAfterOutcome } from './outcome-due'
import { outcomeFormFor, whyNone } from './outcome-form'
import { valueOf, type TrackName } from './outcomes'
import type { CaseToChange } from './read-case-to-change'
import { Refusal } from './refusal'
import { writeAct } from './write-act'
import { writeOutcome } from './write-outcome'

export interface OutcomeAsked {
  readonly reference: string
  readonly track: TrackName
  /** How many outcomes of the track there were when the actor looked; nothing for a system that did not. */
  readonly version: number | undefined
  readonly form: URLSearchParams
}

/** What became of it. What was typed comes back with everything but a success. */
export type Recorded =
  | { readonly act: string }
  | { readonly blocked: string }
  | { readonly form: TakenForm<Catalogue> }
  | { readonly form: TakenForm<Catalogue>; readonly changed: Meanwhile }

const given = z.object({
  value: z.string(),
  decidedOn: z.object({ day: z.int(), month: z.int(), year: z.int() }).transform(isoOf),
  decidedBy: z.string(),
  reference: z.string().optional(),
  words: z.string().optional(),
})

/** The outcomes of a track, the newest first. Whoever records another waits until this one is done. */
const readTrack = async (tx: Tx, referralId: string, track: TrackName) => {
  await tx.$queryRaw`
    select pg_advisory_xact_lock(hashtextextended(${`outcome ${referralId}`}, 0))::text`
  return tx.outcome.findMany({
    where: { referralId, track },
    orderBy: [{ recordedAt: 'desc' }, { id: 'asc' }],
    select: { value: true, recordedAt: true, accountId: true },
  })
}

type Outcome = Awaited<ReturnType<typeof readTrack>>[number]

const meanwhile = async (
  tx: Tx,
  track: TrackName,
  newest: Outcome | undefined,
  version: number,
  at: Date,
): Promise<Meanwhile> => {
  const [by] = newest
    ? await tx.$queryRaw<{ name: string }[]>`
        select name from names_of(array[${newest.accountId}::uuid])`
    : []
  return {
    done: newest ? (valueOf(track, newest.value)?.label ?? newest.value) : 'Changed',
    by: by?.name ?? 'somebody else',
    at: newest?.recordedAt ?? at,
    version,
  }
}

/** Who is told: those who work the case in other queues and, of a decision of the Home Office, the referrer. */
const findTold = async (
  tx: Tx,
  { accountId }: Actor,
  track: TrackName,
  queue: string,
  { id, referrerId }: CaseToChange,
): Promise<readonly Queued[]> => {
  const owners = await tx.$queryRaw<{ queue: string; recipient: string }[]>`
    select queue, recipient from owners_of_case(${id}::uuid)`
  return [
    ...(track === 'nrm'
      ? [{ type: 'referral.state_changed' as const, recipient: `account:${referrerId}` }]
      : []),
    ...owners
      .filter((owner) => owner.queue !== queue && owner.recipient !== `account:${accountId}`)
      .map(({ recipient }) => ({ type: 'outcome.recorded' as const, recipient })),
  ]
}

/**
 * Records what became of a case on one track. In the same transaction the desk's item is due again when
 * a decision of the Home Office says so, and those who have to know are told.
 * @returns the act; or what is wrong with the form, why nothing can be recorded, or what somebody else
 * recorded first
 * @throws NotFound where there is no such case, or it is not this actor's to see
 * @throws NotAllowed where the actor's role does not record this track, or they do not work the case
 */
export const recordOutcome = (
  actor: Actor,
  { reference, track, version, form: posted }: OutcomeAsked,
): Promise<Recorded> =>
  changeCase<Recorded>(actor, { reference, action: 'record_outcome' }, async (tx, read) => {
    const [item] = read.worked
    if (!item || !mayRecord(actor, track, read.worked))
      return new Refusal<Recorded>('role', new NotAllowed('Your role cannot record this outcome'))
    const at = now()
    const recorded = await readTrack(tx, read.id, track)
    const [newest] = recorded
    const journey = outcomeFormFor(track, newest?.value, isoDay(read.submittedAt))
    const form = takeOneStep(journey, posted, { today: londonDay(at) })
    if (version !== undefined && recorded.length !== version) {
      const changed = await meanwhile(tx, track, newest, recorded.length, at)
      return new Refusal<Recorded>('version', { form, changed })
    }
    const blocked = whyNone(track, newest?.value)
    if (blocked) return new Refusal<Recorded>('state', { blocked })
    if (form.problems.length > 0) return new Refusal<Recorded>('form', { form })
    const { words, ...outcome } = given.parse(form.answers)
    await writeOutcome(tx, actor, { referralId: read.id, track, ...outcome, at })
    if (track === 'nrm')
      await tx.item.updateMany({
        where: { referralId: read.id, queue: 'NRM', finishedAt: null },
        data: {
          dueAt: dueAfterOutcome(outcome.value, outcome.decidedOn, at),
          escalatedAt: null,
          version: { increment: 1 },
          changedAt: at,
        },
      })
    const { queue } = item
    const act = await writeAct(tx, actor, {
      referralId: read.id,
      itemId: item.id,
      queue,
      type: 'outcome',
      readers: 'queue',
      codes: { track, value: outcome.value },
      words,
      at,
    })
    await queueMessages(tx, read, await findTold(tx, actor, track, queue, read))
    await recordEvent(tx, 'outcome.recorded', read.id, { act, queue, track, value: outcome.value })
    return { act }
  })
