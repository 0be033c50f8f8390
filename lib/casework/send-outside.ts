import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { requirePermission } from '@/lib/access/require-permission'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import type { Catalogue } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { isoOf } from '@/lib/journey/partial-date'
import { NotFound } from '@/lib/refusals'
import { londonDay } from '@/lib/wording/london-time'
import { changeCase } from './change-case'
import { outsideAct, outsideForm, outsideRoutes, type OutsideRoute } from './outside-route'
import { Refusal } from './refusal'
import { writeAct } from './write-act'

export type SentOutside = { readonly act: string } | { readonly form: TakenForm<Catalogue> }

const given = z.object({
  route: z.enum(Object.keys(outsideRoutes) as OutsideRoute[]),
  force: z.string().optional(),
  reference: z.string().optional(),
  on: z.object({ day: z.number(), month: z.number(), year: z.number() }),
  words: z.string(),
})

/**
 * Records where the lead sent a case that is kept from the county's police.
 * @returns the act; or what is wrong with the form
 * @throws NotFound where there is no such case that this lead sees and the police do not
 * @throws NeedsProof where the actor has not proved lately that it is them
 */
export const sendOutside = (
  actor: Actor,
  { reference, form: posted }: { readonly reference: string; readonly form: URLSearchParams },
): Promise<SentOutside> =>
  changeCase<SentOutside>(actor, { reference, action: 'send_outside' }, async (tx, read) => {
    const [row] = await tx.$queryRaw<{ kept: boolean }[]>`
      select exists (
        select from referral join organisation on organisation.id = any (referral.hidden_from)
        where referral.id = ${read.id}::uuid and organisation.type = 'police'
      ) as kept`
    if (!may(actor, 'see-restricted-cases') || !row?.kept)
      return new Refusal<SentOutside>('not_found', new NotFound())
    requirePermission(actor, 'see-restricted-cases')
    const at = now()
    const form = takeOneStep(outsideForm, posted, { today: londonDay(at) })
    if (form.problems.length > 0) return new Refusal<SentOutside>('form', { form })
    const { words, on, ...codes } = given.parse(form.answers)
    const act = await writeAct(tx, actor, {
      referralId: read.id,
      queue: 'HOLD',
      type: outsideAct,
      readers: 'leads',
      codes: { ...codes, on: isoOf(on) },
      words,
      at,
    })
    await recordEvent(tx, 'case.sent_outside', read.id, { act, route: codes.route })
    return { act }
  })
