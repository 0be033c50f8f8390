import { randomBytes, randomUUID } from 'node:crypto'
import { recordEvent } from '@/lib/audit/record-event'
import { isUniqueViolation } from '@/lib/database/is-unique-violation'
import { withActor } from '@/lib/database/with-actor'
import { answersTaken } from '@/lib/journey/answers-taken'
import { walk, type Problem } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import { londonDay } from '@/lib/wording/london-time'
import { accountFormFor } from './account-form'
import type { Actor } from './actor'
import { findAccounts } from './find-accounts'
import { hashPassword } from './sign-in'

type Added =
  | { readonly email: string; readonly password: string }
  | { readonly problems: readonly Problem[]; readonly typed: RawAnswers }

/**
 * Adds an account with a first password of 18 random characters, which is shown once and never stored.
 * @returns the password to hand over in person; or what is wrong with the form
 * @throws NotFound where the actor does not manage accounts
 */
export const addAccount = async (actor: Actor, form: URLSearchParams): Promise<Added> => {
  const { organisations } = await findAccounts(actor)
  const journey = accountFormFor(organisations)
  const context = { today: londonDay(new Date()) }
  const typed = answersTaken(journey, 'account', {}, form, context)
  const { answers, stops } = walk(journey, typed, context)
  const problems = stops.flatMap((stop) => stop.problems)
  const { name, role } = answers
  const organisation = organisations.find(({ slug }) => slug === answers.organisation)
  const email = answers.email?.toLowerCase()
  if (problems.length > 0 || !name || !role || !organisation || !email) return { problems, typed }
  const password = randomBytes(18).toString('base64url').slice(0, 18)
  const passwordHash = await hashPassword(password)
  const id = randomUUID()
  try {
    await withActor(actor, async (tx) => {
      await tx.account.createMany({
        data: [
          {
            id,
            name,
            email,
            role,
            jobTitle: answers.jobTitle ?? '',
            organisationId: organisation.id,
            passwordHash,
          },
        ],
      })
      await recordEvent(tx, 'account.added', null, { account: id, role })
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    return {
      problems: [{ question: 'email', message: 'This email has an account already' }],
      typed,
    }
  }
  return { email, password }
}
