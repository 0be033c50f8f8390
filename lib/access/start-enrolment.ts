import { Secret } from 'otpauth'
import { askAsActor } from '@/lib/database/with-actor'
import { environment } from '@/lib/environment'
import type { Actor } from './actor'
import type { PendingFor } from './pending'
import { requirePermission } from './require-permission'

/**
 * Begins to set up an app for somebody who is signed in without one: only in a demonstration, where it
 * is offered. Everywhere else it is asked before there is a session, so that whoever finds one open
 * cannot take the account.
 * @throws NeedsProof where the actor has not proved lately that it is them
 */
export const startEnrolment = async (actor: Actor): Promise<PendingFor<'enrol'> | null> => {
  if (environment().SECOND_FACTOR !== 'offered') return null
  requirePermission(actor, 'change-own-sign-in')
  const [own] = await askAsActor(
    actor,
    (tx) => tx.$queryRaw<{ has_second_factor: boolean }[]>`select * from find_own_password()`,
  )
  if (!own || own.has_second_factor) return null
  const { accountId, email } = actor
  const { base32: secret } = new Secret({ size: 20 })
  return { todo: 'enrol', accountId, ways: ['password'], email, secret }
}
