import { now } from '@/lib/clock'
import { withoutActor } from '@/lib/database/with-actor'
import { environment } from '@/lib/environment'
import { sendMail } from '@/lib/notifications/send-mail'
import { isoDay } from '@/lib/wording/london-time'
import { reviewLetter } from './account-letters'

interface Told {
  readonly account_id: string
  readonly email: string
  readonly due: number
}

/**
 * Tells each administrator how many accounts wait to be confirmed, where any do. Told again on the
 * same day, the letter has the same id.
 * @returns how many were told
 */
export const tellReviewDue = async (): Promise<number> => {
  const at = now()
  const { MESSAGES, ACCOUNT_REVIEW_DAYS, origins } = environment()
  if (MESSAGES === 'off') return 0
  const told = await withoutActor(
    'jobs',
    (tx) => tx.$queryRaw<Told[]>`
      select * from find_review_due(${at}::timestamptz, ${ACCOUNT_REVIEW_DAYS}::integer)`,
  )
  for (const { account_id: id, email, due } of told)
    await sendMail({
      id: `review-${isoDay(at)}-${id}`,
      to: email,
      ...reviewLetter(due, origins[0] ?? ''),
    })
  return told.length
}
