import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { addEvidence } from '@/lib/evidence/add-evidence'
import type { Part } from '@/lib/evidence/evidence-form'
import { pdfOf } from './evidence-files'

interface Adding {
  readonly name?: string
  readonly bytes?: Uint8Array
  readonly shows?: readonly Part[]
  readonly label?: string
  readonly key?: string
  readonly sha256?: string
}

const formOf = ({ shows = ['account'], label = 'A letter', key, sha256 }: Adding) => {
  const form = new URLSearchParams(shows.map((part) => ['shows', part]))
  form.set('label', label)
  if (key) form.set('key', key)
  if (sha256) form.set('sha256', sha256)
  return form
}

/** What a form with a file would be read as. */
export const addingOf = (reference: string, adding: Adding = {}) => ({
  reference,
  form: formOf(adding),
  file: { name: adding.name ?? 'letter.pdf', bytes: adding.bytes ?? pdfOf() },
})

/** Adds a file that has to be taken. Out: its id. */
export const add = async (actor: Actor, reference: string, adding: Adding = {}) => {
  const done = await addEvidence(actor, addingOf(reference, adding))
  if (!('evidence' in done)) throw new Error(JSON.stringify(done.form.problems))
  return done.evidence
}

/** Gives a test file a folder of its own for evidence. Call it once, at the top, before anything is asked. */
export const evidenceFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'referral-evidence-'))
  process.env.EVIDENCE = `disk:${join(folder, 'files')}`
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const names = () => {
    try {
      return readdirSync(join(folder, 'files'))
    } catch {
      return []
    }
  }
  return {
    folder,
    files: join(folder, 'files'),
    names,
    bytesOf: (name: string) => readFileSync(join(folder, 'files', name)),
  }
}
