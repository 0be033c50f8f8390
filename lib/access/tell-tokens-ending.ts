import { now } from '@/lib/clock'
import { withoutActor } from '@/lib/database/with-actor'
import { environment } from '@/lib/environment'
import { sendMail } from '@/lib/notifications/send-mail'
import { isoDay } from '@/lib/wording/london-time'
import { tokensLetter } from './account-letters'
import { tokenReminderDays } from './token-list'

interface Told {
  readonly account_id: string
  readonly email: string
  readonly tokens: readonly string[]
}

/**
 * Tells each administrator how many keys to the partner API end within two weeks, once for each key.
 * What could not be sent is sent by the next run: a letter of the same day has the same id.
 * @returns how many were told
 */
export const tellTokensEnding = async (): Promise<number> => {
  const at = now()
  const { MESSAGES, origins } = environment()
  if (MESSAGES === 'off') return 0
  const told = await withoutActor(
    'jobs',
    (tx) => tx.$queryRaw<Told[]>`
      select account_id::text, email, tokens::text[] from find_tokens_ending(
        ${at}::timestamptz, ${tokenReminderDays}::integer)`,
  )
  for (const { account_id: id, email, tokens } of told)
    await sendMail({
      id: `tokens-${isoDay(at)}-${id}`,
      to: email,
      ...tokensLetter(tokens.length, origins[0] ?? ''),
    })
  const tokens = [...new Set(told.flatMap((one) => one.tokens))]
  if (tokens.length > 0)
    await withoutActor(
      'jobs',
      (tx) => tx.$queryRaw`
        select mark_tokens_told(${tokens}::uuid[], ${at}::timestamptz)::text`,
    )
  return told.length
}
