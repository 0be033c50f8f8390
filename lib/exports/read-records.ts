import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { readBasis } from '@/lib/access/read-basis'
import { recordEvents } from '@/lib/audit/record-event'
import type { Outcomes } from '@/lib/casework/outcomes'
import type { Tx } from '@/lib/database/with-actor'
import { fieldSets, type Audience } from '@/lib/disclosure/field-sets'
import { project } from '@/lib/disclosure/project'
import { seenFields } from '@/lib/disclosure/seen-fields'
import type { RawAnswers } from '@/lib/journey/question'
import { referralFacts } from '@/lib/routing/facts'
import { readCorrections } from '@/lib/sealing/read-corrections'
import { readSealed } from '@/lib/sealing/read-sealed'
import { isoDay } from '@/lib/wording/london-time'
import { extensions, filled, htcdsRecord, taken } from './htcds/record'
import type { Span } from './periods'

/** How many cases one transaction opens: each is unsealed, and recorded at the end. */
const atOnce = 20

interface Row {
  readonly id: string
  readonly submittedAt: Date
  readonly facts: unknown
  readonly area: string | null
  readonly organisation: string
  readonly type: string
  readonly audience: string | null
  readonly outcomes: Outcomes
  readonly items: readonly { readonly open: boolean; readonly paused: boolean }[]
}

const audience = z.enum(Object.keys(fieldSets) as Audience[])

const only = (typed: RawAnswers): RawAnswers =>
  Object.fromEntries(taken.flatMap((id) => (typed[id] === undefined ? [] : [[id, typed[id]]])))

const readTyped = async (tx: Tx, id: string, seer: Audience) => {
  const { sent, details } = await readSealed(tx, id)
  const corrections = await readCorrections(tx, id)
  const corrected = Object.fromEntries(corrections.map((one) => [one.question, one.new]))
  return only(project(seer, { ...sent, ...details, ...corrected }))
}

/**
 * Cases as records of the Human Trafficking Case Data Standard, in an open transaction, in the order of
 * their ids, which says nothing of them. Each has a pseudonym that is drawn for this one file and kept
 * nowhere. What was seen of each is recorded for its receipts.
 * @param place the span, the export, and the id of the case after which to go on
 */
export const readRecords = async (
  tx: Tx,
  {
    span: { since, until },
    after = null,
    export: exported,
  }: { readonly span: Span; readonly after?: string | null | undefined; readonly export: string },
) => {
  const found = await tx.$queryRaw<Row[]>`
    select referral.id::text, submitted_at as "submittedAt", coalesce(revised_facts, facts) as facts,
      area, organisation.name as organisation, organisation.type,
      audience_of_case(referral.id) as audience, latest_outcomes(referral.id) as outcomes,
      (select coalesce(jsonb_agg(jsonb_build_object(
          'open', finished_as is null, 'paused', paused_for is not null)), '[]')
        from item where item.referral_id = referral.id) as items
    from referral join organisation on organisation.id = referral.organisation_id
    where submitted_at >= ${since}::timestamptz and submitted_at <= ${until}::timestamptz
      and (${after}::uuid is null or referral.id > ${after}::uuid)
    order by referral.id limit ${atOnce}`
  const rows = []
  const held = []
  for (const row of found) {
    if (row.audience === null) continue
    const seer = audience.parse(row.audience)
    const typed = await readTyped(tx, row.id, seer)
    const record = htcdsRecord({
      ...row,
      pseudonym: randomUUID(),
      submittedOn: isoDay(row.submittedAt),
      facts: referralFacts.parse(row.facts),
      organisation: { name: row.organisation, type: row.type },
      typed,
    })
    rows.push([...extensions, ...filled].map((name) => record[name]))
    held.push({
      id: row.id,
      detail: {
        export: exported,
        audience: seer,
        fields: seenFields(typed),
        basis: await readBasis(tx, row.id, seer),
      },
    })
  }
  for (const { id, detail } of held) await recordEvents(tx, id, [{ type: 'export.held', detail }])
  return { rows, last: found.at(-1)?.id }
}
