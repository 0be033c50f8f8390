import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { readBasis } from '@/lib/access/read-basis'
import { recordEvent } from '@/lib/audit/record-event'
import { type InSql, withActorInSql } from '@/lib/database/with-actor'
import { fileFields } from '@/lib/disclosure/shown-fields'
import { environment } from '@/lib/environment'
import { places } from '@/lib/sealing/places'
import { openAnswers } from '@/lib/sealing/seal-answers'
import {
  isSeen,
  isServed,
  type CaseEvidence,
  type EvidenceFile,
  type FileWords,
  type ScanState,
} from './evidence'
import type { Part } from './evidence-form'
import { kinds, limits, type Kind } from './kinds'
import { readEvidencePlace, type EvidencePlace } from './read-evidence-place'

interface Row {
  readonly id: string
  readonly kind: Kind
  readonly parts: Part[]
  readonly size: number
  readonly isActive: boolean
  readonly state: ScanState
  readonly words: Uint8Array
  readonly accountId: string
  readonly addedAt: Date
  readonly by: string
}

const readRows = (tx: InSql, referralId: string) => tx.$queryRaw<Row[]>`
  select e.id::text, e.kind, e.parts, e.size, e.is_active as "isActive", e.state, e.words,
    e.account_id::text as "accountId", e.added_at as "addedAt", o.name as by
  from evidence e join organisation o on o.id = e.organisation_id
  where e.referral_id = ${referralId}::uuid and e.removed_at is null
  order by e.added_at, e.id`

const fileOf = (actor: Actor, { worksIt }: EvidencePlace, row: Row): EvidenceFile => {
  const { words, accountId, ...file } = row
  return {
    ...file,
    ...openAnswers<FileWords>(words, places.evidence(row.id)),
    isServed: isServed(row.state, environment().servesUnscanned),
    canRemove: worksIt || accountId === actor.accountId,
    canOpenOriginal: worksIt && kinds[row.kind].isImage,
  }
}

/**
 * Finds the files of a case that the actor may see, the oldest first. That they were listed, with what
 * they are, is recorded in the same transaction.
 * @throws NotFound where there is no such case, or it is not this actor's to see
 */
export const findEvidence = (actor: Actor, reference: string): Promise<CaseEvidence> =>
  withActorInSql(actor, async (tx) => {
    const place = await readEvidencePlace(tx, actor, reference)
    const rows = await readRows(tx, place.referralId)
    const files = rows
      .filter((row) => isSeen(row, place.audience, actor))
      .map((row) => fileOf(actor, place, row))
    await recordEvent(tx, 'evidence.listed', place.referralId, {
      audience: place.audience,
      evidence: files.map(({ id }) => id),
      fields: [...new Set(files.flatMap((file) => fileFields(file, false)))],
      basis: await readBasis(tx, place.referralId, place.audience),
    })
    return {
      reference: place.reference,
      files,
      canAdd: place.mayAdd,
      room: Math.max(0, limits.files - place.count),
      formKey: randomUUID(),
    }
  })
