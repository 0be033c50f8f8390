import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import type { Tx } from '@/lib/database/with-actor'
import type { Catalogue } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { NotAllowed, NotFound } from '@/lib/refusals'
import { isoDay, londonDay } from '@/lib/wording/london-time'
import type { Meanwhile } from './acting'
import { changeCase } from './change-case'
import { settlements, type DutyKind, type Settlement } from './duties'
import { dutyFormFor, mayBeNamed } from './duty-form'
import { ownsDuty } from './duty-owner'
import { trackOf } from './outcomes'
import { Refusal } from './refusal'
import { writeAct } from './write-act'
import { writeOutcome } from './write-outcome'

export interface DutyAsked {
  readonly reference: string
  readonly kind: DutyKind
  /** As it stood when the actor looked. */
  readonly version: number
  readonly form: URLSearchParams
}

/** What became of it. What was typed comes back with everything but a success. */
export type Settled =
  | { readonly act: string }
  | { readonly form: TakenForm<Catalogue> }
  | { readonly form: TakenForm<Catalogue>; readonly changed: Meanwhile }

const given = z.object({
  settledAs: z.enum(['done', 'anonymous', 'named', 'not_needed']),
  reference: z.string().optional(),
  words: z.string(),
})

/** The outcome that a settled duty to notify is. */
const notified = {
  anonymous: 'submitted_anonymous',
  named: 'submitted_named',
  not_needed: 'not_required',
} as const

/** What somebody did to it first, for whoever comes second. */
const findFirst = async (tx: Tx, id: string, at: Date): Promise<Meanwhile> => {
  const duty = await tx.duty.findUniqueOrThrow({ where: { id } })
  const [by] = duty.settledBy
    ? await tx.$queryRaw<{ name: string }[]>`
        select name from names_of(array[${duty.settledBy}::uuid])`
    : []
  return {
    done: duty.settledAs ? settlements[duty.settledAs as Settlement] : 'Changed',
    by: by?.name ?? 'somebody else',
    at: duty.settledAt ?? at,
    version: duty.version,
  }
}

/**
 * Settles a duty: how it was done, or why it is not needed. A settled duty to notify is an outcome too.
 * @returns the act; or what is wrong with the form, or what somebody else did first
 * @throws NotFound where the case has no such duty, or is not this actor's to see
 * @throws NotAllowed where the actor neither owns the duty nor works the case
 */
export const settleDuty = (
  actor: Actor,
  { reference, kind, version, form: posted }: DutyAsked,
): Promise<Settled> =>
  changeCase<Settled>(actor, { reference, action: 'settle_duty' }, async (tx, read) => {
    const duty = await tx.duty.findFirst({ where: { referralId: read.id, kind } })
    if (!duty) return new Refusal<Settled>('not_found', new NotFound())
    if (kind === 'release_review')
      return new Refusal<Settled>('role', new NotAllowed('Review the release itself'))
    const [worked] = read.worked
    if (!ownsDuty(actor, duty) && !worked)
      return new Refusal<Settled>('role', new NotAllowed('This duty is for others to settle'))
    const at = now()
    const journey = dutyFormFor(kind, mayBeNamed(read.facts))
    const form = takeOneStep(journey, posted, { today: londonDay(at) })
    const late = async () =>
      new Refusal<Settled>('version', { form, changed: await findFirst(tx, duty.id, at) })
    if (duty.settledAt || duty.version !== version) return late()
    if (form.problems.length > 0) return new Refusal<Settled>('form', { form })
    const { settledAs: way, reference: number, words } = given.parse(form.answers)
    const settledAs: Settlement = way === 'not_needed' ? 'not_needed' : 'done'
    const manner = way === 'anonymous' || way === 'named' ? way : null
    const { count } = await tx.duty.updateMany({
      where: { id: duty.id, version, settledAt: null },
      data: {
        settledAt: at,
        settledAs,
        settledBy: actor.accountId,
        manner,
        reference: number ?? null,
        version: version + 1,
      },
    })
    if (count !== 1) return late()
    const queue = duty.ownerQueue ?? worked?.queue ?? 'NRM'
    const act = await writeAct(tx, actor, {
      referralId: read.id,
      queue,
      type: 'duty_settled',
      readers: duty.ownerQueue ? 'queue' : 'referrer',
      codes: { duty: kind, settledAs, manner },
      words,
      at,
    })
    if (kind === 'duty_to_notify' && way !== 'done')
      await writeOutcome(tx, actor, {
        referralId: read.id,
        track: kind,
        value: notified[way],
        decidedOn: isoDay(at),
        decidedBy: trackOf(kind).decidedBy[0] ?? '',
        reference: number,
        at,
      })
    await recordEvent(tx, 'duty.settled', read.id, { act, duty: kind, settledAs })
    return { act }
  })
