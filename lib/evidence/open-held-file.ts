import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { requirePermission } from '@/lib/access/require-permission'
import { withActorInSql } from '@/lib/database/with-actor'
import { environment } from '@/lib/environment'
import { NotFound } from '@/lib/refusals'
import { isServed, type ScanState } from './evidence'
import { downloadName } from './file-name'
import { kinds, type Kind } from './kinds'
import type { HandedOut, Withheld } from './open-evidence'
import { openStore } from './open-store'
import { readCopy } from './write-copies'

interface Row {
  readonly id: string
  readonly kind: Kind
  readonly state: ScanState
  readonly sealedKey: Uint8Array
}

const asked = z.object({ request: z.uuid(), file: z.uuid() })

/**
 * Hands a file out to the one who answers an approved request of a person for their data (UK GDPR
 * art. 15(3)): of a photograph the copy, of a document the document. The database records that it was
 * opened, and gives it to nobody else.
 * @throws NotFound where there is no such file or request, or somebody else answers it
 * @throws NeedsProof where the actor has not proved lately that it is them
 */
export const openHeldFile = async (
  actor: Actor,
  typed: { readonly request: string; readonly file: string },
): Promise<HandedOut | Withheld> => {
  requirePermission(actor, 'hand-out-data')
  const ids = asked.safeParse(typed).data
  if (!ids) throw new NotFound()
  const [row] = await withActorInSql(
    actor,
    (tx) => tx.$queryRaw<Row[]>`
      select id::text, kind, state, sealed_key as "sealedKey"
      from open_held_file(${ids.request}::uuid, ${ids.file}::uuid)`,
  )
  if (!row) throw new NotFound()
  const { state } = row
  if (state !== 'clean' && !isServed(state, environment().servesUnscanned))
    return { withheld: state }
  const { isImage, download } = kinds[row.kind]
  return {
    bytes: await readCopy(openStore(), row, isImage ? 'display' : 'original'),
    type: download.type,
    name: downloadName(row.id, download.extension),
  }
}
