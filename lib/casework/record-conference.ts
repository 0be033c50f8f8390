import type { Actor } from '@/lib/access/actor'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { showDate } from '@/lib/journey/partial-date'
import { NotAllowed } from '@/lib/refusals'
import { londonDay } from '@/lib/wording/london-time'
import { changeCase } from './change-case'
import { conferenceForm } from './conference-form'
import { Refusal } from './refusal'
import { writeAct } from './write-act'

export type ConferenceRecorded =
  { readonly act: string } | { readonly form: TakenForm<(typeof conferenceForm)['questions']> }

/**
 * Keeps the record of a case conference, sealed: when it was, who was there, decisions and actions.
 * @returns the act; or what is wrong with the form, and what was typed
 * @throws NotFound where there is no such case, or it is not this actor's to see
 * @throws NotAllowed where the actor does not work the case
 */
export const recordConference = (
  actor: Actor,
  { reference, form: posted }: { readonly reference: string; readonly form: URLSearchParams },
): Promise<ConferenceRecorded> =>
  changeCase<ConferenceRecorded>(
    actor,
    { reference, action: 'record_conference' },
    async (tx, read) => {
      const refuse = (error: NotAllowed) => new Refusal<ConferenceRecorded>('role', error)
      const [item] = read.worked
      if (!item) return refuse(new NotAllowed('You do not work this case'))
      const at = now()
      const form = takeOneStep(conferenceForm, posted, { today: londonDay(at) })
      const { heldOn, who = '', decisions = '', actions = '', readers } = form.answers
      if (form.problems.length > 0 || !heldOn || !readers)
        return new Refusal<ConferenceRecorded>('form', { form })
      const words = { when: showDate(heldOn), who, decisions, actions }
      const act = await writeAct(tx, actor, {
        referralId: read.id,
        queue: item.queue,
        type: 'conference',
        readers,
        words,
        at,
      })
      await recordEvent(tx, 'conference.recorded', read.id, { act, readers })
      return { act }
    },
  )
