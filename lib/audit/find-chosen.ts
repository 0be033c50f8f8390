import type { Prisma } from '@/lib/database/generated/client'
import type { InSql } from '@/lib/database/with-actor'
import { startOfDay, type EventFilters } from './event-filters'
import { typesOf, typesOfConcern } from './event-kinds'

interface CaseOfTrail {
  readonly id: string
  readonly reference: string
}

/** The references of cases, for an auditor: they see of a case no more than that. */
export const findCasesOfTrail = (
  tx: InSql,
  ids: readonly string[],
  reference: string | null = null,
) =>
  tx.$queryRaw<CaseOfTrail[]>`
    select id, reference from cases_of_trail(${reference}, ${[...ids]}::uuid[])`

/** The ids from the first to the last that begin with eight characters. */
const accounts = (account: string) =>
  account.length === 8
    ? {
        gte: `${account}-0000-0000-0000-000000000000`,
        lte: `${account}-ffff-ffff-ffff-ffffffffffff`,
      }
    : account

/** What of the trail is chosen by filters, as the database is asked. */
export const findChosen = async (
  tx: InSql,
  { from, to, kind, concern, role, organisation, account, reference }: EventFilters,
): Promise<Prisma.EventWhereInput> => {
  const [found] = reference ? await findCasesOfTrail(tx, [], reference) : []
  const chosen: Prisma.EventWhereInput[] = []
  if (from) chosen.push({ at: { gte: startOfDay(from) } })
  if (to) chosen.push({ at: { lt: startOfDay(to, 1) } })
  if (kind) chosen.push({ type: { in: [...(typesOf(kind) ?? [])] } })
  if (concern) {
    const types: Prisma.EventWhereInput = { type: { in: [...typesOfConcern(concern)] } }
    const opening: Prisma.EventWhereInput = { detail: { path: ['opening'], string_contains: '' } }
    chosen.push(concern === 'outside' ? { OR: [types, opening] } : types)
  }
  if (role) chosen.push({ role })
  if (organisation) chosen.push({ organisationId: organisation })
  if (account) chosen.push({ accountId: accounts(account) })
  // A reference that no case has is of no event.
  if (reference) chosen.push(found ? { referralId: found.id } : { sequence: -1 })
  return { AND: chosen }
}
