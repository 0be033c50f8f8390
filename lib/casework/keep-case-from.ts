import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import type { Tx } from '@/lib/database/with-actor'
import type { Catalogue, Problem } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { queueMessages } from '@/lib/notifications/queue-messages'
import { NotAllowed } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { londonDay } from '@/lib/wording/london-time'
import { changeCase } from './change-case'
import { readKeepChoices } from './find-kept'
import { conflictReason, keepReasons } from './kept'
import { conflictForm, keepFormFor } from './kept-form'
import { lockCase } from './lock-case'
import type { CaseToChange } from './read-case-to-change'
import { Refusal } from './refusal'

export type KeptFromSomebody = { readonly kept: string } | { readonly form: TakenForm<Catalogue> }

interface Asked {
  readonly reference: string
  readonly form: URLSearchParams
}

/** Whether somebody works a case, or leads: not where it was only shared with them. */
const isWorkedBy = (actor: Actor, { worked }: CaseToChange) =>
  worked.length > 0 || may(actor, 'review-outcomes')

interface Party {
  readonly accountId: string | null
  readonly organisationId: string | null
}

const noLeadLeft =
  'Then no safeguarding lead would see this case. Let a lead of another organisation see it first'
const handedToThem =
  'They have this case in the NRM queue. Pass it on to another organisation first'

/** Why a case cannot be kept from somebody; `undefined` where it can. */
const whyNotFrom = async (tx: Tx, referralId: string, { accountId, organisationId }: Party) => {
  const [left] = await tx.$queryRaw<{ leads: number }[]>`
    select leads_left(${referralId}::uuid, ${accountId}::uuid, ${organisationId}::uuid) as leads`
  if (!left || left.leads === 0) return noLeadLeft
  const handed = organisationId
    ? await tx.item.count({ where: { referralId, handlerId: organisationId, finishedAt: null } })
    : 0
  return handed > 0 ? handedToThem : undefined
}

const write = async (
  tx: Tx,
  actor: Actor,
  referralId: string,
  { reason, words, ...party }: Party & { readonly reason: string; readonly words: string },
) => {
  const id = randomUUID()
  await tx.keptFrom.createMany({
    data: [
      {
        id,
        referralId,
        ...party,
        reason,
        words: sealAnswers(words, places.keptFrom(id)),
        addedBy: actor.accountId,
        addedAt: now(),
      },
    ],
  })
  return id
}

const given = z.object({
  whom: z.enum(['person', 'organisation']),
  person: z.string().optional(),
  organisation: z.string().optional(),
  reason: z.enum(Object.keys(keepReasons) as (keyof typeof keepReasons)[]),
  words: z.string(),
})

const withProblem = (form: TakenForm<Catalogue>, problem: Problem): TakenForm<Catalogue> => ({
  ...form,
  problems: [problem],
})

/**
 * Keeps a case from a person or an organisation: to them it does not exist any more, and what they had
 * of it goes back to its queue. At least one safeguarding lead goes on seeing it.
 * @returns what was kept; or what is wrong with the form
 * @throws NotFound where there is no such case, or it is not this actor's to see
 * @throws NotAllowed where the actor neither leads nor supervises
 */
export const keepCaseFrom = (
  actor: Actor,
  { reference, form: posted }: Asked,
): Promise<KeptFromSomebody> =>
  changeCase<KeptFromSomebody>(actor, { reference, action: 'keep_from' }, async (tx, read) => {
    if (!may(actor, 'keep-cases-from') || !isWorkedBy(actor, read))
      return new Refusal<KeptFromSomebody>('role', new NotAllowed('Leads and supervisors do this'))
    await lockCase(tx, read.id)
    const journey = keepFormFor(await readKeepChoices(tx, actor, read.id))
    const form = takeOneStep(journey, posted, { today: londonDay(now()) })
    if (form.problems.length > 0) return new Refusal<KeptFromSomebody>('form', { form })
    const { whom, person, organisation, reason, words } = given.parse(form.answers)
    const party = {
      accountId: whom === 'person' ? (person ?? null) : null,
      organisationId: whom === 'organisation' ? (organisation ?? null) : null,
    }
    const message = await whyNotFrom(tx, read.id, party)
    if (message)
      return new Refusal<KeptFromSomebody>('form', {
        form: withProblem(form, { question: whom, message }),
      })
    const kept = await write(tx, actor, read.id, { ...party, reason, words })
    await recordEvent(tx, 'case.kept_from', read.id, { kept, whom, reason })
    return { kept }
  })

/**
 * Says that the actor is too close to a case that they work: they lose sight of it at once, what they
 * have of it goes back to its queue, and the leads are told.
 * @returns what was kept; or what is wrong with the form
 * @throws NotFound where there is no such case, or it is not this actor's to see
 * @throws NotAllowed where the actor does not work it
 */
export const declareConflict = (
  actor: Actor,
  { reference, form: posted }: Asked,
): Promise<KeptFromSomebody> =>
  changeCase<KeptFromSomebody>(
    actor,
    { reference, action: 'declare_conflict', isUnopened: true },
    async (tx, read) => {
      if (!isWorkedBy(actor, read))
        return new Refusal<KeptFromSomebody>('role', new NotAllowed('You do not work this case'))
      await lockCase(tx, read.id)
      const form = takeOneStep(conflictForm, posted, { today: londonDay(now()) })
      if (form.problems.length > 0) return new Refusal<KeptFromSomebody>('form', { form })
      const party = { accountId: actor.accountId, organisationId: null }
      const message = await whyNotFrom(tx, read.id, party)
      if (message)
        return new Refusal<KeptFromSomebody>('form', {
          form: withProblem(form, { question: 'words', message }),
        })
      const { words } = z.object({ words: z.string() }).parse(form.answers)
      const kept = await write(tx, actor, read.id, { ...party, reason: conflictReason, words })
      await queueMessages(tx, read, [
        { type: 'conflict.declared', recipient: 'role:safeguarding_lead' },
        ...(may(actor, 'work-police-queue')
          ? [{ type: 'conflict.declared' as const, recipient: 'role:police_supervisor' }]
          : []),
      ])
      await recordEvent(tx, 'case.conflict_declared', read.id, { kept })
      return { kept }
    },
  )
