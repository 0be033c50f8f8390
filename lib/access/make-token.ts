import { randomBytes, randomUUID } from 'node:crypto'
import { addDays } from 'date-fns'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActorInSql, type InSql } from '@/lib/database/with-actor'
import type { Problem } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { londonDay } from '@/lib/wording/london-time'
import type { Actor } from './actor'
import { hashToken } from './hash-token'
import { requirePermission } from './require-permission'
import { isRole } from './roles'
import { scopesFor } from './scopes'
import { tokenForm } from './token-form'
import type { MadeToken } from './token-list'

interface Holder {
  readonly id: string
  readonly organisation: string
  readonly role: string
  readonly was_signed_in: boolean
}

const findHolder = async (tx: InSql, email: string): Promise<Holder | undefined> => {
  const [found] = await tx.$queryRaw<Holder[]>`
    select id::text, organisation_id::text as organisation, role,
      last_signed_in_at is not null as was_signed_in
    from account
    where email = ${email.toLowerCase()} and disabled_at is null and not waits_for_agreement`
  return found
}

/** Why an account cannot stand behind a token with these scopes; nothing where it can. */
const whyNot = (holder: Holder | undefined, wanted: readonly string[]): Problem | undefined => {
  if (!holder || !isRole(holder.role))
    return { question: 'account', message: 'There is no open account with this email' }
  // A key would act in the name of a person, and nobody could tell the two apart in the trail.
  if (holder.was_signed_in)
    return {
      question: 'account',
      message: 'Somebody signs in with this account. Add one for the system, and enter its email',
    }
  const fitting: readonly string[] = scopesFor(holder.role)
  return wanted.every((scope) => fitting.includes(scope))
    ? undefined
    : { question: 'scopes', message: 'The role of the account does not allow all of these' }
}

type Form = TakenForm<(typeof tokenForm)['questions']>

/**
 * Makes a key to the partner API for the organisation of an account. 256 bits of chance, of which the
 * database keeps a hash alone. Source: OWASP ASVS 5.0, 9.1 and 11.5.1.
 * @returns the key, to be shown this once; or the form again with what is wrong
 * @throws NotFound where the actor does not manage accounts
 * @throws NeedsProof where the actor has not proved lately that it is them
 */
export const makeToken = async (
  actor: Actor,
  posted: URLSearchParams,
): Promise<MadeToken | { readonly form: Form }> => {
  requirePermission(actor, 'manage-accounts')
  const at = now()
  const form = takeOneStep(tokenForm, posted, { today: londonDay(at) })
  const { name, account, days, scopes: wanted } = form.answers
  if (form.problems.length > 0 || !name || !account || !days || !wanted) return { form }
  const id = randomUUID()
  const token = randomBytes(32).toString('base64url')
  const expiresAt = addDays(at, Number(days))
  return withActorInSql(actor, async (tx) => {
    const holder = await findHolder(tx, account)
    const problem = whyNot(holder, wanted)
    if (!holder || problem) return { form: { ...form, problems: problem ? [problem] : [] } }
    await tx.$queryRaw`
      insert into api_token
        (id, token_hash, name, organisation_id, account_id, scopes, created_at, expires_at, created_by)
      values (${id}::uuid, ${hashToken(token)}, ${name}, ${holder.organisation}::uuid,
        ${holder.id}::uuid, ${wanted}::text[], ${at}::timestamptz, ${expiresAt}::timestamptz,
        ${actor.accountId}::uuid)`
    await recordEvent(tx, 'token.made', null, {
      token: id,
      account: holder.id,
      organisation: holder.organisation,
      scopes: wanted,
      days: Number(days),
    })
    return { id, token, name, expiresAt }
  })
}
