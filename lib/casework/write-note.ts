import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import type { Catalogue } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { queueMessages } from '@/lib/notifications/queue-messages'
import { NotAllowed } from '@/lib/refusals'
import { londonDay } from '@/lib/wording/london-time'
import { changeCase } from './change-case'
import { noteFormFor } from './note-form'
import { noteTypes, readers, type NoteType, type Readers } from './readers'
import { Refusal } from './refusal'
import { writeAct } from './write-act'

export type NoteWritten = { readonly act: string } | { readonly form: TakenForm<Catalogue> }

const given = z.object({
  type: z.enum(Object.keys(noteTypes) as NoteType[]),
  readers: z.enum(Object.keys(readers) as Readers[]),
  words: z.string(),
})

/**
 * Writes a note on a case, sealed, for those whom its author names. A note for the referrer tells them
 * that there is news.
 * @returns the act; or what is wrong with the form, and what was typed
 * @throws NotFound where there is no such case, or it is not this actor's to see
 * @throws NotAllowed where the actor does not work the case
 */
export const writeNote = (
  actor: Actor,
  { reference, form: posted }: { readonly reference: string; readonly form: URLSearchParams },
): Promise<NoteWritten> =>
  changeCase<NoteWritten>(actor, { reference, action: 'write_note' }, async (tx, read) => {
    const [item] = read.worked
    if (!item) return new Refusal<NoteWritten>('role', new NotAllowed('You do not work this case'))
    const at = now()
    const journey = noteFormFor(actor.role, read.facts)
    const form = takeOneStep(journey, posted, { today: londonDay(at) })
    if (form.problems.length > 0) return new Refusal<NoteWritten>('form', { form })
    const { words, ...note } = given.parse(form.answers)
    const queue = actor.role === 'safeguarding_lead' ? 'HOLD' : item.queue
    const act = await writeAct(tx, actor, {
      referralId: read.id,
      queue,
      type: 'note',
      readers: note.readers,
      codes: { type: note.type },
      words,
      at,
    })
    if (note.readers === 'referrer')
      await queueMessages(tx, read, [
        { type: 'referral.state_changed', recipient: `account:${read.referrerId}` },
      ])
    await recordEvent(tx, 'note.written', read.id, { act, queue, ...note })
    return { act }
  })
