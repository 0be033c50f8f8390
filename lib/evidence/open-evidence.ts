import type { Actor } from '@/lib/access/actor'
import { readBasis } from '@/lib/access/read-basis'
import { recordEvent } from '@/lib/audit/record-event'
import { type InSql, withActorInSql } from '@/lib/database/with-actor'
import { fileFields } from '@/lib/disclosure/shown-fields'
import { environment } from '@/lib/environment'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import type { Catalogue } from '@/lib/journey/journey'
import { NotAllowed } from '@/lib/refusals'
import { londonDay } from '@/lib/wording/london-time'
import { now } from '@/lib/clock'
import { isServed } from './evidence'
import { originalForm } from './evidence-form'
import { downloadName } from './file-name'
import { kinds } from './kinds'
import { openStore } from './open-store'
import { readFileRow } from './read-file-row'
import { readCopy } from './write-copies'

/** A file to hand out: its name and type say nothing about anybody. */
export interface HandedOut {
  readonly bytes: Buffer
  readonly type: string
  readonly name: string
}

/** Nothing is handed out before it was scanned, nor what was found to be infected. */
export interface Withheld {
  readonly withheld: 'waiting' | 'infected'
}

type Row = Awaited<ReturnType<typeof readFileRow>>

const withheldAs = ({ state }: Row) =>
  isServed(state, environment().servesUnscanned) || state === 'clean' ? undefined : state

/** What the record of a disclosure holds of a file that was opened. */
const seenIn = async (tx: InSql, row: Row) => ({
  audience: row.audience,
  fields: fileFields(row, true),
  basis: await readBasis(tx, row.referralId, row.audience),
})

/**
 * Hands a file out: of a photograph the copy, of a document the document. That it was is recorded first.
 * @throws NotFound where there is no such file, or it is not this actor's to see
 */
export const openEvidence = async (actor: Actor, id: string): Promise<HandedOut | Withheld> => {
  const { row, withheld } = await withActorInSql(actor, async (tx) => {
    const row = await readFileRow(tx, actor, id)
    const withheld = withheldAs(row)
    await recordEvent(tx, withheld ? 'evidence.withheld' : 'evidence.viewed', row.referralId, {
      evidence: row.id,
      ...(withheld ? { state: withheld } : await seenIn(tx, row)),
    })
    return { row, withheld }
  })
  if (withheld) return { withheld }
  const { isImage, download } = kinds[row.kind]
  return {
    bytes: await readCopy(openStore(), row, isImage ? 'display' : 'original'),
    type: download.type,
    name: downloadName(row.id, download.extension),
  }
}

/**
 * Hands a photograph out as it was sent, with what its camera wrote into it: to those who work the
 * case, with a reason, which is recorded.
 * @returns the file; or what is wrong with the form, and the case that it belongs to
 * @throws NotFound where there is no such file, or it is not this actor's to see
 * @throws NotAllowed where they do not work the case
 */
export const openOriginal = async (
  actor: Actor,
  id: string,
  form: URLSearchParams,
): Promise<HandedOut | Withheld | { readonly form: TakenForm<Catalogue>; reference: string }> => {
  const taken = takeOneStep(originalForm, form, { today: londonDay(now()) })
  const { row, withheld } = await withActorInSql(actor, async (tx) => {
    const row = await readFileRow(tx, actor, id)
    if (!row.worksIt)
      throw new NotAllowed('Only those who work the case can open it as it was sent')
    const withheld = withheldAs(row)
    if (taken.problems.length === 0)
      await recordEvent(
        tx,
        withheld ? 'evidence.withheld' : 'evidence.original_opened',
        row.referralId,
        {
          evidence: row.id,
          because: taken.answers.because,
          ...(withheld ? { state: withheld } : await seenIn(tx, row)),
        },
      )
    return { row, withheld }
  })
  if (taken.problems.length > 0) return { form: taken, reference: row.reference }
  if (withheld) return { withheld }
  const { type, extension } = kinds[row.kind].original
  return {
    bytes: await readCopy(openStore(), row, 'original'),
    type,
    name: downloadName(row.id, extension),
  }
}
