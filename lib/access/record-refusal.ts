import { withoutActor } from '@/lib/database/with-actor'

/** Why somebody was not let in, as the audit trail says it. */
export type RefusalReason =
  | 'wrong'
  | 'code'
  | 'recovery_code'
  | 'email_code'
  | 'too_many'
  | 'provider_failed'
  | 'provider_unknown'

/** Records that somebody was not let in: which account, where there is one, and why. */
export const recordRefusal = async (reason: RefusalReason, accountId: string | null = null) => {
  await withoutActor(
    'sign-in',
    (tx) => tx.$queryRaw`select record_failed_sign_in(${accountId}::uuid, ${reason})::text`,
  )
}
