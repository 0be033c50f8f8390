/**
 * How somebody who is signed in proves again that it is them: the strongest that they have. `find_session`
 * of the database says which.
 */
export type Proof = 'code' | 'password' | 'provider'

/** For how long a proof is fresh (OWASP ASVS 5.0, 7.5.1 and 7.5.3). */
export const proofMinutes = 5

/** Whether a proof that was given at a moment is fresh. */
export const isFresh = (given: Date, at: Date) =>
  given.getTime() > at.getTime() - proofMinutes * 60_000
