import { now } from '@/lib/clock'
import { withoutActor } from '@/lib/database/with-actor'
import { askSecondFactor, type FirstProof } from './ask-second-factor'
import { hashEmailCode } from './issue-email-code'
import type { PendingFor } from './pending'
import { recordRefusal } from './record-refusal'
import { emailCodes, readCode } from './second-factor'
import { takeTry } from './take-try'

/**
 * Signs in with a code that was sent by email. Each look at it is counted, so that five wrong ones
 * use it up, and the right one is good once.
 * @returns a session, or the step before it; or why not
 */
export const checkEmailCode = async (
  { codeId }: PendingFor<'email'>,
  typed: string,
  caller: string,
): Promise<FirstProof | { readonly refused: 'wrong' | 'too-many' }> => {
  const taken = await takeTry('email', codeId, caller)
  if (!taken) return { refused: 'too-many' }
  const [row] = await withoutActor(
    'sign-in',
    (tx) => tx.$queryRaw<{ account_id: string; has_second_factor: boolean }[]>`
      select * from use_email_code(
        ${codeId}::uuid, ${hashEmailCode(codeId, readCode(typed))}, ${emailCodes.tries}::integer,
        ${now()}::timestamptz
      )`,
  )
  if (!row) {
    await recordRefusal('email_code')
    return { refused: 'wrong' }
  }
  await taken.forgive()
  return askSecondFactor({
    accountId: row.account_id,
    email: '',
    role: 'referrer',
    hasSecondFactor: row.has_second_factor,
    ways: ['email_code'],
  })
}
