import type { Actor } from '@/lib/access/actor'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActorInSql } from '@/lib/database/with-actor'
import type { Catalogue } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { NotAllowed } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { openAnswers, sealAnswers } from '@/lib/sealing/seal-answers'
import { londonDay } from '@/lib/wording/london-time'
import type { FileWords } from './evidence'
import { removalForm } from './evidence-form'
import { openStore } from './open-store'
import { readFileRow } from './read-file-row'
import { removeCopies } from './write-copies'

export type Removed = { readonly removed: true } | { readonly form: TakenForm<Catalogue> }

/**
 * Removes a file for good: its key, its name and its label with it. What stays is that there was one,
 * who removed it and why, and its SHA-256, sealed.
 * @throws NotFound where there is no such file, or it is not this actor's to see
 * @throws NotAllowed where they neither added it nor work the case
 */
export const removeEvidence = async (
  actor: Actor,
  id: string,
  form: URLSearchParams,
): Promise<Removed> => {
  const at = now()
  const taken = takeOneStep(removalForm, form, { today: londonDay(at) })
  await withActorInSql(actor, async (tx) => {
    const row = await readFileRow(tx, actor, id)
    if (!row.worksIt && row.accountId !== actor.accountId)
      throw new NotAllowed('Only those who work the case, or added the file, can remove it')
    if (taken.problems.length > 0) return
    const { sha256 } = openAnswers<FileWords>(row.words, places.evidence(id))
    const { because } = taken.answers
    await tx.$queryRaw`
      update evidence set words = ${sealAnswers({ sha256 }, places.evidence(id))}, sealed_key = null,
        removed_at = ${at}::timestamptz, removed_by = ${actor.accountId}::uuid,
        removed_because = ${because}
      where id = ${id}::uuid`
    await recordEvent(tx, 'evidence.removed', row.referralId, { evidence: id, because })
  })
  if (taken.problems.length > 0) return { form: taken }
  await removeCopies(openStore(), id)
  return { removed: true }
}
