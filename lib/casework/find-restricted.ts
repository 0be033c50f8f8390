import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { requirePermission } from '@/lib/access/require-permission'
import { withActor } from '@/lib/database/with-actor'
import { readReference } from '@/lib/referral/reference'
import { NotFound } from '@/lib/refusals'
import { dueAt } from './deadlines'
import { outsideAct, type RestrictedLine } from './outside-route'

const most = 500

interface Row {
  readonly reference: string
  readonly submittedAt: Date
  readonly keptFrom: readonly string[]
  readonly people: number
  readonly isFromPolice: boolean
  readonly sent: unknown
}

const sentSchema = z.array(
  z.object({
    route: z.string(),
    force: z.string().optional(),
    reference: z.string().optional(),
    on: z.string(),
  }),
)

const read = (actor: Actor, reference: string | null) =>
  withActor(
    actor,
    (tx) => tx.$queryRaw<Row[]>`
      select referral.reference, referral.submitted_at as "submittedAt",
        array(select name from organisation where id = any (referral.hidden_from) order by name) as "keptFrom",
        cardinality(referral.hidden_from_accounts)::int as people,
        exists (select from organisation where id = any (referral.hidden_from) and type = 'police') as "isFromPolice",
        (select coalesce(jsonb_agg(act.codes order by act.at), '[]') from act
          where act.referral_id = referral.id and act.type = ${outsideAct} and act.undone_at is null) as sent
      from referral
      where (cardinality(referral.hidden_from) > 0 or cardinality(referral.hidden_from_accounts) > 0)
        and (${reference}::text is null or referral.reference = ${reference})
      order by referral.submitted_at desc limit ${most}`,
  )

const lineOf = ({ isFromPolice, sent, ...row }: Row): RestrictedLine => ({
  ...row,
  sent: sentSchema.parse(sent).map((one) => ({
    ...one,
    force: one.force,
    reference: one.reference,
  })),
  dueAt: isFromPolice ? dueAt('outsideRoute', 'HOLD', row.submittedAt) : undefined,
})

/**
 * The cases that are kept from somebody, of those that a lead may see, the newest first: from whom, and
 * where those were sent that the police do not see.
 * @throws NotFound where it is not this role's to see
 * @throws NeedsProof where the actor has not proved lately that it is them
 */
export const findRestricted = async (actor: Actor): Promise<readonly RestrictedLine[]> => {
  requirePermission(actor, 'see-restricted-cases')
  return (await read(actor, null)).map(lineOf)
}

/**
 * One of them, where it is kept from the police.
 * @throws NotFound where there is none, or it is not this actor's to see
 * @throws NeedsProof where the actor has not proved lately that it is them
 */
export const findRestrictedCase = async (
  actor: Actor,
  typedReference: string,
): Promise<RestrictedLine> => {
  const reference = readReference(typedReference)
  requirePermission(actor, 'see-restricted-cases')
  if (!reference) throw new NotFound()
  const [row] = await read(actor, reference)
  if (!row?.isFromPolice) throw new NotFound()
  return lineOf(row)
}
