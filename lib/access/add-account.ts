import { randomBytes, randomUUID } from 'node:crypto'
import { recordEvents } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { isUniqueViolation } from '@/lib/database/is-unique-violation'
import { withActorInSql } from '@/lib/database/with-actor'
import { answersTaken } from '@/lib/journey/answers-taken'
import { walk, type Problem } from '@/lib/journey/journey'
import { isoOf } from '@/lib/journey/partial-date'
import type { RawAnswers } from '@/lib/journey/question'
import { londonDay } from '@/lib/wording/london-time'
import { accountFormFor } from './account-form'
import type { HandedOver } from './account-link'
import type { Actor } from './actor'
import { findAccounts } from './find-accounts'
import { handOverLink } from './make-account-link'
import { inviteInTransaction } from './make-invitation'
import { hashPassword } from './hash-password'
import { requirePermission } from './require-permission'

type Added =
  | { readonly email: string; readonly link: HandedOver | undefined }
  | { readonly problems: readonly Problem[]; readonly typed: RawAnswers }

/**
 * Adds an account that nobody can sign in to yet: its password is random and known to nobody. A
 * referrer is invited at once, to choose their own; for any other role a second person must agree.
 * @returns the invitation, where there is one already; or what is wrong with the form
 * @throws NotFound where the actor does not manage accounts
 * @throws NeedsProof where the actor has not proved lately that it is them
 */
export const addAccount = async (actor: Actor, form: URLSearchParams): Promise<Added> => {
  requirePermission(actor, 'manage-accounts')
  const { organisations } = await findAccounts(actor)
  const journey = accountFormFor(organisations)
  const context = { today: londonDay(now()) }
  const typed = answersTaken(journey, 'account', {}, form, context)
  const { answers, stops } = walk(journey, typed, context)
  const problems = stops.flatMap((stop) => stop.problems)
  const { name, role, jobTitle = '', lastDay } = answers
  const organisation = organisations.find(({ slug }) => slug === answers.organisation)
  const email = answers.email?.toLowerCase()
  if (problems.length > 0 || !name || !role || !organisation || !email) return { problems, typed }
  const passwordHash = await hashPassword(randomBytes(32).toString('hex'))
  const id = randomUUID()
  const validUntil = lastDay ? isoOf(lastDay) : null
  try {
    const link = await withActorInSql(actor, async (tx) => {
      await tx.$queryRaw`
        insert into account
          (id, name, email, role, job_title, organisation_id, password_hash, valid_until)
        values (${id}::uuid, ${name}, ${email}, ${role}, ${jobTitle}, ${organisation.id}::uuid,
          ${passwordHash}, ${validUntil}::date)`
      const { link: invitation, event } = await inviteInTransaction(tx, actor, { id, role })
      const added = { type: 'account.added' as const, detail: { account: id, role } }
      await recordEvents(tx, null, [added, event])
      return invitation
    })
    return { email, link: link && (await handOverLink(link, email)) }
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    return {
      problems: [{ question: 'email', message: 'This email has an account already' }],
      typed,
    }
  }
}
