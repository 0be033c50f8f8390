import { now } from '@/lib/clock'
import { withoutActor } from '@/lib/database/with-actor'
import { isoDay } from '@/lib/wording/london-time'

/**
 * Tells every safeguarding lead how many duties nobody did in time and how many cases are overdue, and
 * those whose they are how many are theirs: those who work a queue, an organisation's desk, and whoever
 * sent the referral. Numbers and nothing else. Run again in the same month it tells nobody.
 * @returns whether it was sent
 */
export const sendDigest = async (): Promise<boolean> => {
  const at = now()
  const month = `${isoDay(at).slice(0, 7)}-01`
  const [row] = await withoutActor(
    'jobs',
    (tx) => tx.$queryRaw<{ sent: boolean }[]>`
      select send_digest(${month}::date, ${at}::timestamptz) as sent`,
  )
  return row?.sent ?? false
}
