import { PGlite } from '@electric-sql/pglite'
import type { DatabaseAddress } from './address'
import { lockFolder } from './lock-folder'

export type OpenPglite = { pglite: PGlite; close: () => Promise<void> }

/**
 * Opens PostgreSQL inside this process, as its superuser: on a folder, locked for this process alone,
 * or in memory. Close it, or Node stays alive.
 */
export async function openPglite(
  address: Exclude<DatabaseAddress, { kind: 'server' }>,
): Promise<OpenPglite> {
  if (address.kind === 'memory') {
    const pglite = await PGlite.create()
    return { pglite, close: () => pglite.close() }
  }
  const unlock = await lockFolder(address.folder)
  try {
    const pglite = await PGlite.create({ dataDir: address.folder })
    return { pglite, close: () => pglite.close().finally(unlock) }
  } catch (error) {
    unlock()
    throw error
  }
}
