import type { Actor } from '@/lib/access/actor'
import { now } from '@/lib/clock'
import { withActorInSql } from '@/lib/database/with-actor'
import { answersTaken } from '@/lib/journey/answers-taken'
import { problemsOf, walk, type Problem } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import { londonDay } from '@/lib/wording/london-time'
import { settingsFormFor, shortcutsId } from './settings-form'

type Saved =
  { readonly saved: true } | { readonly problems: readonly Problem[]; readonly typed: RawAnswers }

/** Saves what the actor chose for themselves; or says what is wrong with the form, and changes nothing. */
export const saveSettings = async (actor: Actor, form: URLSearchParams): Promise<Saved> => {
  const journey = settingsFormFor(actor.role)
  const context = { today: londonDay(now()) }
  const typed = answersTaken(journey, 'settings', {}, form, context)
  const walked = walk(journey, typed, context)
  const problems = problemsOf(walked)
  if (problems.length > 0) return { problems, typed }
  const { [shortcutsId]: shortcuts, ...chosen } = walked.answers
  const preferences = Object.entries(chosen).map(([type, frequency]) => ({ type, frequency }))
  await withActorInSql(actor, async (tx) => {
    await tx.$queryRaw`
      insert into preference (account_id, type, frequency)
      select ${actor.accountId}::uuid, type, frequency
      from jsonb_to_recordset(${JSON.stringify(preferences)}::jsonb) as chosen (type text, frequency text)
      on conflict (account_id, type) do update set frequency = excluded.frequency`
    if (shortcuts !== undefined)
      await tx.$queryRaw`
        insert into account_setting (account_id, shortcuts)
        values (${actor.accountId}::uuid, ${shortcuts === 'yes'}::boolean)
        on conflict (account_id) do update set shortcuts = excluded.shortcuts`
  })
  return { saved: true }
}
