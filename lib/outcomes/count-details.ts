import type { InSql } from '@/lib/database/with-actor'
import { countedDetailsOf } from '@/lib/referral/counted-details'
import { readSealed } from '@/lib/sealing/read-sealed'

const atOnce = 50

const countSome = async (tx: InSql): Promise<number> => {
  await tx.$queryRaw`select id from figure_state for update`
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select referral_id::text as id from details where gender is null
    order by referral_id limit ${atOnce}::integer for update`
  for (const { id } of rows) {
    const { details } = await readSealed(tx, id)
    const { gender, nationality, ageWhenExploited } = countedDetailsOf(details)
    await tx.$queryRaw`
      update details set gender = ${gender}, nationality = ${nationality},
        age_when_exploited = ${ageWhenExploited}
      where referral_id = ${id}::uuid`
  }
  await tx.$queryRaw`select count_cases(${rows.map(({ id }) => id)}::uuid[])::text`
  return rows.length
}

/**
 * Writes what the figures count of details that were added before they counted any of it, and counts
 * their cases anew: a few in a transaction, so that whoever saves waits for a moment only. Doing it
 * again finishes what was interrupted.
 * @param asOwner runs an act as the owner of the tables: the service cannot read these codes
 * @returns of how many referrals the details were read
 */
export const countDetails = async (
  asOwner: <T>(act: (tx: InSql) => Promise<T>) => Promise<T>,
): Promise<number> => {
  let all = 0
  for (;;) {
    const counted = await asOwner(countSome)
    all += counted
    if (counted < atOnce) return all
  }
}
