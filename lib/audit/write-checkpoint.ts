import { randomUUID } from 'node:crypto'
import { link, mkdir, readdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { now } from '@/lib/clock'
import { readAddress } from '@/lib/database/address'
import { withoutActor } from '@/lib/database/with-actor'
import { environment } from '@/lib/environment'
import { log } from '@/lib/log'
import {
  type Doubt,
  doubtOf,
  doubts,
  isCheckpointDue,
  readNote,
  signedNote,
  type TrailState,
} from './checkpoint'
import { readPublicKey, signCheckpoint, verifyCheckpoint } from './sign-checkpoint'

/** The folder of the checkpoints: AUDIT_CHECKPOINTS, or one beside the database's. */
const folderOf = ({ AUDIT_CHECKPOINTS, DATABASE_URL }: ReturnType<typeof environment>) => {
  if (AUDIT_CHECKPOINTS) return AUDIT_CHECKPOINTS
  const address = readAddress(DATABASE_URL)
  return address.kind === 'folder' ? `${address.folder}-checkpoints` : '.data/checkpoints'
}

const isCode = (error: unknown, code: string) =>
  error instanceof Error && 'code' in error && error.code === code

/** The names in a folder, the last first; none where there is no folder. */
const namesIn = async (folder: string) => {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) return []
    throw error
  })
  return names.sort().reverse()
}

/** The newest checkpoint; null where there is none, `undefined` where it is not as this key signed it. */
const readNewest = async (folder: string, secret: string) => {
  for (const day of (await namesIn(folder)).filter((name) => /^\d{4}-\d\d-\d\d$/.test(name))) {
    const [newest] = (await namesIn(join(folder, day))).filter((name) => name.endsWith('.note'))
    if (!newest) continue
    const note = readNote(await readFile(join(folder, day, newest), 'utf8'))
    return note && verifyCheckpoint(secret, note) ? note : undefined
  }
  return null
}

/** Writes a file whole or not at all, and never over another. */
const writeOnce = async (file: string, text: string) => {
  await mkdir(dirname(file), { recursive: true })
  const unfinished = `${file}.${randomUUID()}.unfinished`
  await writeFile(unfinished, text, { flush: true })
  try {
    await link(unfinished, file)
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  } finally {
    await unlink(unfinished)
  }
}

const refuse = (because: Doubt) => {
  log.error({ because }, `${doubts[because]}: no checkpoint is signed. Verify the trail`)
  return { because }
}

export type WrittenCheckpoint =
  | { readonly because: Doubt | 'no_key' | 'nothing_new' | 'not_yet' }
  | { readonly file: string; readonly publicKey: string; readonly sequence: bigint }

/**
 * Signs where the audit trail ends and writes it outside the database, in a file of its own that is
 * never changed: one for each checkpoint, in a folder for each day (UTC). Who can change every row of
 * the database cannot change what was copied from there to a place that they cannot write.
 * @param isAsked whether it is written although it is not time yet
 * @returns the file, or why none was written: because there is no key, because nothing happened since,
 * or because what was signed last does not stand in the trail any more, which the log says too
 */
export const writeCheckpoint = async (isAsked = false): Promise<WrittenCheckpoint> => {
  const settings = environment()
  const { AUDIT_KEY: secret, origins } = settings
  if (!secret) return { because: 'no_key' }
  const folder = folderOf(settings)
  const last = await readNewest(folder, secret)
  if (last === undefined) return refuse('note')
  const [state] = await withoutActor(
    'jobs',
    (tx) => tx.$queryRaw<TrailState[]>`select * from trail_state(${last?.sequence ?? 0n}::bigint)`,
  )
  if (!state) throw new Error('The audit trail has no head')
  const doubt = doubtOf(last, state)
  if (doubt) return refuse(doubt)
  const sequence = BigInt(state.sequence)
  const at = now()
  if (sequence <= (last?.sequence ?? 0n)) return { because: 'nothing_new' }
  if (!isAsked && !isCheckpointDue(last, sequence, at)) return { because: 'not_yet' }
  const origin = `${new URL(origins[0] ?? '').host}/audit`
  const signed = signCheckpoint(secret, { origin, sequence, hash: state.hash, at })
  const publicKey = join(folder, 'public-key.pem')
  await writeOnce(publicKey, readPublicKey(secret))
  const day = at.toISOString().slice(0, 10)
  const file = join(folder, day, `${String(sequence).padStart(18, '0')}.note`)
  await writeOnce(file, signedNote(signed))
  return { file, publicKey, sequence }
}
