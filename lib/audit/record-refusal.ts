import type { Actor } from '@/lib/access/actor'
import { withActorInSql } from '@/lib/database/with-actor'
import { log } from '@/lib/log'
import { readReference } from '@/lib/referral/reference'
import { NotAllowed, NotFound } from '@/lib/refusals'
import { recordEvent } from './record-event'

/**
 * Records that somebody who is signed in was refused: what they may not do, or what is not there for
 * them (OWASP ASVS 5.0, 16.3.2). Of the address only a reference is kept, because anything can be typed there. Any
 * other error is none of it. That it could not be recorded is logged: the refusal stands all the same.
 * @param path of the address that was asked for
 */
export const recordRefusal = async (actor: Actor | null, error: unknown, path: string) => {
  if (!actor || !(error instanceof NotAllowed || error instanceof NotFound)) return
  const because = error instanceof NotAllowed ? 'not_allowed' : 'not_found'
  const reference = path.split('/').map(readReference).find(Boolean)
  await withActorInSql(actor, (tx) =>
    recordEvent(tx, 'access.refused', null, { because, ...(reference && { reference }) }),
  ).catch((failure: unknown) => log.error({ err: failure }, 'A refusal was not recorded'))
}
