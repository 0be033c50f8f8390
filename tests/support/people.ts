import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import type { Role } from '@/lib/access/roles'
import type { Tx } from '@/lib/database/with-actor'

/** Adds an organisation that may act from the year 2000 on. */
export async function addOrganisation(tx: Tx, slug: string): Promise<Actor['organisation']> {
  const type = 'county_council'
  const row = await tx.organisation.create({
    data: {
      slug,
      name: `The ${slug} organisation`,
      type,
      isFirstResponderOrganisation: true,
      hasDutyToNotify: true,
      validFrom: new Date('2000-01-01'),
    },
  })
  const { id, name, isFirstResponderOrganisation, hasDutyToNotify } = row
  return { id, slug, name, type, isFirstResponderOrganisation, hasDutyToNotify }
}

/** Adds an account with a role in an organisation, and makes the actor that it would sign in as. */
export async function addActor(
  tx: Tx,
  role: Role,
  organisation: Actor['organisation'],
): Promise<Actor> {
  const name = `Robin the ${role} of ${organisation.slug}`
  const email = `${randomUUID()}@${organisation.slug}.test`
  const { id, jobTitle, phone } = await tx.account.create({
    data: { email, name, role, organisationId: organisation.id, passwordHash: 'not a hash' },
  })
  const signedIn = { accountId: id, sessionId: randomUUID(), name, email, jobTitle, phone, role }
  const confirmed = { at: new Date('2100-01-01'), by: 'password' }
  return { ...signedIn, organisation, confirmed } as Actor
}
