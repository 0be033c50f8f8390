import { expect } from 'vitest'
import { GET as casePage } from '@/app/cases/[reference]/route'
import type { Actor } from '@/lib/access/actor'
import { findCase } from '@/lib/casework/find-case'
import { findDuties } from '@/lib/casework/find-duties'
import { findMatches } from '@/lib/casework/find-matches'
import { findShares } from '@/lib/casework/find-shares'
import { findWorkload } from '@/lib/casework/find-workload'
import { findWorklist } from '@/lib/casework/find-worklist'
import { stayPresent } from '@/lib/casework/stay-present'
import { withActor } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import type { Destination } from '@/lib/routing/queues'
import { cookieOf, get } from './requests'

const text = (value: unknown) =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part))

/** Every number that somebody can read about a queue: of its tabs, of its workers, of the duties. */
export async function countsSeenBy(actor: Actor, queue: Destination) {
  const { counts } = await findWorklist(actor, queue)
  const workload = await findWorkload(actor, queue)
  const { unmet, overdue } = await findDuties(actor, 1)
  const workers = await withActor(
    actor,
    (tx) => tx.$queryRaw<{ id: string; open: number }[]>`
      select id::text, open_items::int as open from workers_of(${queue}) order by id`,
  )
  return {
    counts,
    open: workload.reduce((sum, one) => sum + one.open, 0),
    duties: [unmet, overdue],
    workers,
  }
}

/** To an actor there is no such case: by its address, in lists, in search, or by any row of it. */
export async function expectOutOfSight(actor: Actor, reference: string, queue?: Destination) {
  await expect(findCase(actor, reference)).rejects.toEqual(new NotFound())
  await expect(stayPresent(actor, reference)).rejects.toEqual(new NotFound())
  const cookie = await cookieOf(actor)
  const page = await get(casePage, `/cases/${reference}`, { reference }, { cookie })
  expect(page.status).toBe(404)
  const lists = [
    await findMatches(actor, reference),
    await findDuties(actor, 1),
    await findShares(actor),
    ...(queue ? [await findWorklist(actor, queue)] : []),
  ]
  expect(text(lists)).not.toContain(reference)
  const rows = await withActor(actor, async (tx) => {
    const where = { referral: { reference } }
    return [
      await tx.referral.count({ where: { reference } }),
      await tx.item.count({ where: { reference } }),
      await tx.identity.count({ where }),
      await tx.answerPart.count({ where }),
      await tx.details.count({ where }),
      await tx.duty.count({ where }),
      await tx.act.count({ where }),
      await tx.share.count({ where }),
      await tx.consentEntry.count({ where }),
      await tx.searchTerm.count({ where }),
      await tx.keptFrom.count({ where }),
      await tx.release.count({ where }),
    ]
  })
  expect(rows).toEqual(rows.map(() => 0))
}
