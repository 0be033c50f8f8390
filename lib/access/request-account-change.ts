import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActor, withActorInSql, type InSql } from '@/lib/database/with-actor'
import { environment } from '@/lib/environment'
import type { Catalogue } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { NotAllowed } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { londonDay } from '@/lib/wording/london-time'
import {
  changeFormFor,
  isRequestKind,
  isRequestReason,
  type Change,
  type RequestKind,
  type RequestReason,
} from './account-requests'
import type { Actor } from './actor'
import { findAccount } from './find-accounts'
import { providerIdOf } from './identity-providers'
import { requirePermission } from './require-permission'
import { isRole, type Role } from './roles'

interface Asked {
  readonly accountId: string
  readonly kind: RequestKind
  readonly reason: RequestReason
  readonly role?: Role
  readonly providerId?: string
  readonly words?: string
}

/** Writes down, in an open transaction, what a second person must agree to. The event is the caller's. */
export const requestInTransaction = async (
  tx: InSql,
  actor: Actor,
  { accountId, kind, reason, role, providerId, words }: Asked,
) => {
  const id = randomUUID()
  const sealed = words === undefined ? null : sealAnswers(words, places.accountRequest(id))
  await tx.$queryRaw`
    insert into account_request
      (id, account_id, kind, role, provider_id, reason, words, asked_by, asked_at)
    values (${id}::uuid, ${accountId}::uuid, ${kind}, ${role ?? null}, ${providerId ?? null},
      ${reason}, ${sealed}::bytea, ${actor.accountId}::uuid, ${now()}::timestamptz)`
  return {
    type: 'account.change_asked' as const,
    detail: { account: accountId, request: id, kind, reason, role },
  }
}

const isBound = async (actor: Actor, providerId: string) =>
  (await withActor(actor, (tx) => tx.account.count({ where: { providerId } }))) > 0

const issuerOf = (organisation: string) =>
  environment().IDENTITY_PROVIDERS.find((one) => one.organisation === organisation)?.issuer

const given = z.object({
  kind: z.string().refine(isRequestKind),
  role: z.string().refine(isRole).optional(),
  subject: z.string().optional(),
  reason: z.string().refine(isRequestReason),
  words: z.string(),
})

/**
 * Asks a second person to agree that somebody chooses a new password, enrols again, or gets another
 * role, or signs in through their organisation (ASVS 6.4.6: an administrator starts it and never knows
 * a password).
 * @returns that it is asked; or the form, with what is wrong
 * @throws NotAllowed where the account is closed, or its organisation has no sign-in of its own
 * @throws NotFound where there is no such account, it is the actor's own, or they do not manage any
 * @throws NeedsProof where the actor has not proved lately that it is them
 */
export const requestAccountChange = async (
  actor: Actor,
  accountId: string,
  change: Change,
  form: URLSearchParams,
): Promise<{ readonly asked: true } | { readonly form: TakenForm<Catalogue> }> => {
  requirePermission(actor, 'manage-accounts')
  const account = await findAccount(actor, accountId)
  if (account.disabledAt) throw new NotAllowed('The account is closed. Enable it first')
  const issuer = issuerOf(account.organisation.slug)
  if (change === 'provider' && !issuer)
    throw new NotAllowed('Their organisation has no sign-in of its own here')
  const journey = changeFormFor(change, account.role)
  const taken = takeOneStep(journey, form, { today: londonDay(now()) })
  if (taken.problems.length > 0) return { form: taken }
  const { subject, ...asked } = given.parse({ kind: change, ...taken.answers })
  const providerId = issuer && subject && providerIdOf(issuer, subject)
  if (providerId && (await isBound(actor, providerId))) {
    const message = 'Another account is theirs already'
    return { form: { ...taken, problems: [{ question: 'subject', message }] } }
  }
  await withActorInSql(actor, async (tx) => {
    const { type, detail } = await requestInTransaction(tx, actor, {
      ...asked,
      accountId,
      providerId,
    })
    await recordEvent(tx, type, null, detail)
  })
  return { asked: true }
}
