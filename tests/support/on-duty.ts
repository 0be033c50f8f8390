import { beforeAll } from 'vitest'
import { demonstrationDomain } from '@/prisma/demonstration-accounts'
import type { TestDatabase } from './database'

/**
 * Closes the account of everybody who does not refer, but for these: so that a test of who is told
 * does not hang on how many people the demonstration has. Call it once, after `countyPeople()`.
 */
export function onDuty({ asOwner }: TestDatabase, names: readonly string[]): void {
  const emails = names.map((name) => name + demonstrationDomain)
  beforeAll(() =>
    asOwner((tx) =>
      tx.account.updateMany({
        where: { role: { not: 'referrer' }, email: { notIn: emails } },
        data: { disabledAt: new Date() },
      }),
    ),
  )
}
