import { Secret } from 'otpauth'
import { environment } from '@/lib/environment'
import type { Pending } from './pending'
import { needsSecondFactor, type Way } from './second-factor'
import { startSession, type Session } from './start-session'

/** After a first proof: signed in, or what is still to do. */
export type FirstProof = Session | { readonly pending: Pending }

export interface Proven {
  readonly accountId: string
  readonly email: string
  readonly role: string
  readonly hasSecondFactor: boolean
  readonly ways: readonly Way[]
  /** When that proof was given, where it was not now. */
  readonly provenAt?: Date
}

/**
 * What comes after a first proof. Whoever has an app is asked for its code; whoever needs one and has
 * none sets it up; only then is there a session. A demonstration asks those alone who have one.
 */
export const askSecondFactor = async (proven: Proven): Promise<FirstProof> => {
  const { accountId, email, role, hasSecondFactor, provenAt } = proven
  const ways = [...proven.ways]
  if (hasSecondFactor) return { pending: { todo: 'code', accountId, ways } }
  if (needsSecondFactor(role) && environment().SECOND_FACTOR === 'required') {
    const { base32: secret } = new Secret({ size: 20 })
    return { pending: { todo: 'enrol', accountId, ways, email, secret } }
  }
  return startSession(accountId, ways, provenAt)
}
