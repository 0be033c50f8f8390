import { createHash, randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { type InSql, withActorInSql } from '@/lib/database/with-actor'
import type { Upload } from '@/lib/http/read-upload'
import type { Catalogue, Problem } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { log } from '@/lib/log'
import { NotAllowed } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { openAnswers, sealAnswers } from '@/lib/sealing/seal-answers'
import { londonDay } from '@/lib/wording/london-time'
import { checkFile, type CheckedFile } from './check-file'
import type { FileWords } from './evidence'
import { evidenceForm, type Part } from './evidence-form'
import { shownName } from './file-name'
import { kinds, limits } from './kinds'
import { openStore } from './open-store'
import { readEvidencePlace } from './read-evidence-place'
import { refused, type Refused } from './refused'
import { scanBytes } from './scan-bytes'
import type { Store } from './store'
import { removeCopies, writeCopies } from './write-copies'

/** In milliseconds: how long somebody who sends a file waits for the scanner. A job asks again. */
const patience = 5_000

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

export type Added =
  | { readonly evidence: string; readonly sha256: string }
  | {
      readonly form: TakenForm<Catalogue>
      /** Why the file was not taken, where it is the file. */
      readonly refused?: Refused
      readonly status: number
    }

interface Asked extends Upload {
  readonly reference: string
}

/** Somebody else was first between looking and writing. */
class Full extends Error {}

interface Found {
  readonly referralId: string
  /** The file that the same form sent before. */
  readonly before: { readonly id: string; readonly sha256: string } | undefined
  readonly isFull: boolean
}

const find = async (tx: InSql, actor: Actor, reference: string, key: string): Promise<Found> => {
  const { referralId, mayAdd, count } = await readEvidencePlace(tx, actor, reference)
  if (!mayAdd) throw new NotAllowed('You neither sent nor work this case')
  const [row] = await tx.$queryRaw<{ id: string; words: Uint8Array }[]>`
    select id::text, words from evidence
    where account_id = ${actor.accountId}::uuid and form_key = ${key}
      and referral_id = ${referralId}::uuid`
  const before = row && {
    id: row.id,
    sha256: openAnswers<FileWords>(row.words, places.evidence(row.id)).sha256,
  }
  return { referralId, before, isFull: count >= limits.files }
}

/** What is wrong with the file, before anything is kept; or what it is. */
const check = async ({ file, form }: Asked): Promise<{ refused: Refused } | CheckedFile> => {
  if (file === undefined) return { refused: 'missing' }
  if (file === 'too_large') return { refused: 'too_large' }
  const said = form.get('sha256')?.toLowerCase()
  if (said && said !== hashOf(file.bytes)) return { refused: 'digest' }
  return checkFile(file.bytes, shownName(file.name))
}

/**
 * Adds a photograph or a document to a case: checked, scanned where a scanner answers in time, sealed
 * and stored, and only then written down. The same form sent twice adds it once.
 * @param store where it is kept; the one of the settings, unless it is said
 * @returns its id and SHA-256; or what is wrong with the form or the file, and what was typed
 * @throws NotFound where there is no such case or it is not this actor's to see
 * @throws NotAllowed where they neither sent nor work it
 */
export const addEvidence = async (
  actor: Actor,
  asked: Asked,
  store: Store = openStore(),
): Promise<Added> => {
  const at = now()
  const taken = takeOneStep(evidenceForm, asked.form, { today: londonDay(at) })
  const key = asked.form.get('key')?.slice(0, 200) || randomUUID()
  const found = await withActorInSql(actor, (tx) => find(tx, actor, asked.reference, key))
  const refuse = async (because: Refused): Promise<Added> => {
    await withActorInSql(actor, (tx) =>
      recordEvent(tx, 'evidence.refused', found.referralId, { because }),
    )
    const problem: Problem = { question: 'file', message: refused[because].message }
    const form = { ...taken, problems: [problem, ...taken.problems] }
    return { form, refused: because, status: refused[because].status }
  }
  const file = typeof asked.file === 'object' ? asked.file : { name: '', bytes: new Uint8Array() }
  const sha256 = hashOf(file.bytes)
  if (found.before)
    return found.before.sha256 === sha256
      ? { evidence: found.before.id, sha256 }
      : refuse('other_file')
  const checked = await check(asked)
  if ('refused' in checked) return refuse(checked.refused)
  if (found.isFull) return refuse('full')
  if (taken.problems.length > 0) return { form: taken, status: 422 }
  const scanned = await scanBytes(file.bytes, patience)
  if (scanned === 'infected') return refuse('infected')
  const id = randomUUID()
  const { kind, copy, isActive } = checked
  const copies = { original: file.bytes, ...(copy && { display: copy }) }
  let sealedKey: Uint8Array
  try {
    sealedKey = await writeCopies(store, id, copies)
  } catch (error) {
    log.error({ err: error }, 'A file could not be kept in the store of evidence')
    await removeCopies(store, id)
    return refuse('store')
  }
  const { shows, label } = taken.answers as { shows: Part[]; label: string }
  const words: FileWords = {
    name: shownName(file.name),
    label,
    sha256,
    ...(copy && { copySha256: hashOf(copy) }),
  }
  const state = scanned === 'clean' ? 'clean' : 'waiting'
  try {
    await withActorInSql(actor, async (tx) => {
      await tx.$queryRaw`
        select pg_advisory_xact_lock(hashtextextended(${found.referralId}, 0))::text`
      const again = await find(tx, actor, asked.reference, key)
      if (again.isFull || again.before) throw new Full()
      await tx.$queryRaw`
        insert into evidence (id, referral_id, kind, parts, size, is_active, state, words,
          sealed_key, form_key, account_id, organisation_id, added_at, scanned_at)
        values (${id}::uuid, ${found.referralId}::uuid, ${kind}, ${shows}::text[],
          ${file.bytes.length}::integer, ${isActive}::boolean, ${state},
          ${sealAnswers(words, places.evidence(id))}, ${sealedKey}, ${key},
          ${actor.accountId}::uuid, ${actor.organisation.id}::uuid, ${at}::timestamptz,
          ${state === 'clean' ? at : null}::timestamptz)`
      await recordEvent(tx, 'evidence.added', found.referralId, {
        evidence: id,
        kind: kinds[kind].original.extension,
        size: file.bytes.length,
        parts: shows,
        state,
      })
    })
  } catch (error) {
    // Of any other error nobody knows whether the row is there: a job removes the file if it is not.
    if (!(error instanceof Full)) throw error
    await removeCopies(store, id)
    return addEvidence(actor, asked, store)
  }
  return { evidence: id, sha256 }
}
