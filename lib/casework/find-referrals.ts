import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { withActor, type Tx } from '@/lib/database/with-actor'
import type { Outcomes } from './outcomes'
import type { ReferralLine } from './referral-line'

const select = {
  id: true,
  reference: true,
  submittedAt: true,
  priority: true,
  primary: true,
  dueAt: true,
  organisation: { select: { name: true } },
  items: { select: { queue: true, state: true, handler: { select: { name: true } } } },
} as const

type Row = { readonly id: string } & Omit<ReferralLine, 'items' | 'outcomes'> & {
    readonly items: readonly {
      readonly queue: string
      readonly state: string
      readonly handler: { readonly name: string } | null
    }[]
  }

/** The lines of a list, each with the newest outcomes, from which its phrase is derived. */
const linesOf = async (tx: Tx, rows: readonly Row[]): Promise<readonly ReferralLine[]> => {
  const found = await tx.$queryRaw<{ id: string; outcomes: Outcomes }[]>`
    select id::text, latest_outcomes(id) as outcomes from unnest(${rows.map(({ id }) => id)}::uuid[]) as id`
  const outcomes = new Map(found.map((one) => [one.id, one.outcomes]))
  return rows.map(({ id, items, ...row }) => ({
    ...row,
    items: items.map((item) => ({ ...item, handler: item.handler?.name ?? null })),
    outcomes: outcomes.get(id) ?? {},
  }))
}

/** The most recent referrals of the actor's organisation, and where each stands. No answers. */
export const findOwnReferrals = async (
  actor: Actor,
  most = 50,
): Promise<readonly ReferralLine[]> =>
  may(actor, 'refer')
    ? withActor(actor, async (tx) =>
        linesOf(
          tx,
          await tx.referral.findMany({
            where: { organisationId: actor.organisation.id },
            orderBy: { submittedAt: 'desc' },
            take: most,
            select,
          }),
        ),
      )
    : []
