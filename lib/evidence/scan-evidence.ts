import { now } from '@/lib/clock'
import { withoutActor } from '@/lib/database/with-actor'
import { environment } from '@/lib/environment'
import { log } from '@/lib/log'
import { openStore } from './open-store'
import { scanBytes, type Scanned } from './scan-bytes'
import { readCopy } from './write-copies'

/** Files in one run, one after another. */
const most = 20

/** In milliseconds, for one file. */
const patience = 30_000

interface Waiting {
  readonly id: string
  readonly sealedKey: Uint8Array
}

const scan = async (waiting: Waiting): Promise<Scanned> => {
  try {
    return await scanBytes(await readCopy(openStore(), waiting, 'original'), patience)
  } catch (error) {
    log.error({ err: error }, 'A file that waits to be scanned could not be read')
    return 'unknown'
  }
}

/**
 * Scans the files that wait for it, those that were tried longest ago first. While the scanner does not
 * answer they go on waiting, and are handed out to nobody.
 * @returns how many were settled
 */
export const scanEvidence = async (): Promise<number> => {
  if (!environment().CLAMAV) return 0
  const rows = await withoutActor(
    'jobs',
    (tx) => tx.$queryRaw<Waiting[]>`
      select id::text, sealed_key as "sealedKey"
      from claim_unscanned(${now()}::timestamptz, ${most}::integer)`,
  )
  let settled = 0
  for (const row of rows) {
    const state = await scan(row)
    if (state === 'unknown') continue
    await withoutActor(
      'jobs',
      (tx) =>
        tx.$queryRaw`select settle_scan(${row.id}::uuid, ${state}, ${now()}::timestamptz)::text`,
    )
    settled += 1
  }
  return settled
}
