import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { requirePermission } from '@/lib/access/require-permission'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActorInSql } from '@/lib/database/with-actor'
import { environment } from '@/lib/environment'
import type { Catalogue } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { queueMessages } from '@/lib/notifications/queue-messages'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { londonDay } from '@/lib/wording/london-time'
import { fileFormFor } from './file-form'
import { formats } from './formats'
import { isKind, kinds } from './kinds'
import { spanOf } from './periods'
import { readCount } from './read-rows'

/** Who is told that a second person has to agree: never the one who asks. */
const secondsFor = ({ role }: Actor) =>
  ['safeguarding_lead', 'administrator'].filter((second) => second !== role)

/**
 * Asks for a file of what the actor may see. A large one waits for a second person (the setting
 * EXPORT_ROWS_ALONE); the others are made at once, in the background.
 * @returns the export, or the form with what is wrong beside each field
 * @throws NotFound where the actor may not take data away
 * @throws NeedsProof where they have not proved lately that it is them
 */
export const askExport = async (
  actor: Actor,
  form: URLSearchParams,
): Promise<{ readonly export: string } | { readonly taken: TakenForm<Catalogue> }> => {
  requirePermission(actor, 'export-data')
  const at = now()
  const taken = takeOneStep(fileFormFor(actor), form, { today: londonDay(at) })
  const { kind, period, format, reason } = taken.answers
  if (taken.problems.length > 0 || !kind || !isKind(kind) || !period || !format || !reason)
    return { taken }
  requirePermission(actor, kinds[kind].needs)
  return withActorInSql(actor, async (tx) => {
    const rows = await readCount(tx, kind, spanOf(period, at))
    if (rows > formats[format].most) {
      const message = `There are ${rows.toLocaleString('en-GB')} rows. Select CSV, or less time`
      return { taken: { ...taken, problems: [{ question: 'format', message }] } }
    }
    const id = randomUUID()
    const state = rows > environment().EXPORT_ROWS_ALONE ? 'asked' : 'agreed'
    await tx.$queryRaw`
      insert into export (id, asked_by, asked_at, kind, format, period, words, row_count, state)
      values (${id}::uuid, ${actor.accountId}::uuid, ${at}::timestamptz, ${kind}, ${format},
        ${period}, ${sealAnswers(reason, places.exportWords(id))}, ${rows}, ${state})`
    const recipients = state === 'asked' ? secondsFor(actor) : []
    await queueMessages(
      tx,
      null,
      recipients.map((role) => ({ type: 'export.asked', recipient: `role:${role}` })),
    )
    await recordEvent(tx, 'export.asked', null, {
      export: id,
      kind,
      as: format,
      period,
      rows,
      state,
    })
    return { export: id }
  })
}
