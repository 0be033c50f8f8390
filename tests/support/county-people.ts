import { randomUUID } from 'node:crypto'
import { beforeAll } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { actorOf } from '@/lib/access/actor-row'
import type { OrganisationType } from '@/lib/routing/organisation-types'
import { demonstrationAccounts, demonstrationDomain } from '@/prisma/demonstration-accounts'
import { loadCounty } from '@/prisma/load-county'
import type { TestDatabase } from './database'

/** They have just proved that it is them, wherever a test moves the clock to. */
export const justProved = { confirmed_at: new Date('2100-01-01'), proof: 'password' } as const

export interface CountyPeople {
  /** The actor of an account, by what stands before the @ of its address: `referrer.nhs`. */
  readonly person: (name: string) => Actor
  /** A referrer of an organisation of this type. */
  readonly referrerOf: (type: string) => Actor
  /** A second referrer of the same organisation, for everyone who refers. */
  readonly colleagueOf: (actor: Actor) => Actor
}

/**
 * Loads the county's partners by their own loader, and the people of the demonstration with a
 * colleague for each referrer. Their passwords fit nothing. Call it once, after `testDatabase()`.
 */
export function countyPeople({ asOwner }: TestDatabase): CountyPeople {
  const people = new Map<string, Actor>()
  beforeAll(async () => {
    process.env.DATABASE_OWNER_URL = process.env.DATABASE_URL?.replace('_login@', '_owner@')
    await loadCounty()
    await asOwner(async (tx) => {
      const accounts = demonstrationAccounts.flatMap((account) =>
        account.role === 'referrer'
          ? [account, { ...account, email: `colleague.${account.email}`, name: 'A colleague' }]
          : [account],
      )
      for (const { organisation: slug, ...account } of accounts) {
        const organisation = await tx.organisation.findUniqueOrThrow({ where: { slug } })
        const row = await tx.account.create({
          data: { ...account, organisationId: organisation.id, passwordHash: 'not a hash' },
        })
        const actor = actorOf({
          ...row,
          session_id: randomUUID(),
          ...justProved,
          account_id: row.id,
          job_title: row.jobTitle,
          organisation_id: organisation.id,
          organisation_slug: slug,
          organisation_name: organisation.name,
          organisation_type: organisation.type as OrganisationType,
          is_first_responder_organisation: organisation.isFirstResponderOrganisation,
          has_duty_to_notify: organisation.hasDutyToNotify,
        })
        if (actor) people.set(account.email.replace(demonstrationDomain, ''), actor)
      }
    })
  })
  const person = (name: string) => {
    const actor = people.get(name)
    if (!actor) throw new Error(`Nobody is called ${name}`)
    return actor
  }
  return {
    person,
    referrerOf: (type) => {
      const found = [...people].find(
        ([name, { organisation }]) => /^referrer/.test(name) && organisation.type === type,
      )
      if (!found) throw new Error(`Nobody refers for an organisation of the type ${type}`)
      return found[1]
    },
    colleagueOf: ({ email }) => person(`colleague.${email.replace(demonstrationDomain, '')}`),
  }
}
