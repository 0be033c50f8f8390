import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { readBasis } from '@/lib/access/read-basis'
import { recordEvent, recordEvents } from '@/lib/audit/record-event'
import { Refusal } from '@/lib/casework/refusal'
import { summary, walk, type Catalogue } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { queueMessages } from '@/lib/notifications/queue-messages'
import { NotFound } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { openAnswers } from '@/lib/sealing/seal-answers'
import { londonDay } from '@/lib/wording/london-time'
import { mayContactNow } from './allowance'
import { overrideForm } from './attempt-form'
import { overrides, type Override } from './attempts'
import { isChannel, type Channel } from './channels'
import type { ShownContact } from './contact-case'
import { planForm, wordNames } from './plan-form'
import { withContact, type Found } from './with-contact'
import { hasOverridden, writeAttempt } from './write-attempt'

export type Shown = { readonly shown: ShownContact } | { readonly form: TakenForm<Catalogue> }

/** The answers to read before using a channel: its number or address, and what holds for them all. */
const isRead = (id: string, channel: Channel) =>
  [`${channel}Value`, `${channel}Voicemail`, ...wordNames].includes(id)

const rowsOf = ({ typed, contact }: Found, channel: Channel) =>
  summary(planForm, walk(planForm, typed, { today: londonDay(contact.confirmedAt) }))
    .flatMap(({ rows }) => rows)
    .filter(({ question, shown }) => isRead(question, channel) && shown)

const notedOf = ({ attempts }: Found, channel: Channel) =>
  attempts.flatMap((attempt) => {
    if (attempt.channel !== channel || !attempt.words) return []
    const words = openAnswers<Record<string, string>>(
      attempt.words,
      places.contactAttempt(attempt.id),
    )
    return Object.values(words).map((text) => ({ at: attempt.at, words: text }))
  })

const given = z.object({
  override: z.enum(Object.keys(overrides) as Override[]),
  overrideWords: z.string(),
})

/**
 * Shows how to contact the person by one channel: its number or address, whom to say we are, the safe
 * word. One that is blocked now is shown for a reason alone, of which the safeguarding lead is told at
 * once. That it was shown is recorded.
 * @returns what to read; or the form for the reason, with what is wrong and what was typed
 * @throws NotFound where there is no such case or it is not this actor's to see
 * @throws NotAllowed where they may see it and not how to contact the person
 */
export const showContact = (
  actor: Actor,
  asked: { readonly reference: string; readonly channel: string; readonly form: URLSearchParams },
): Promise<Shown> =>
  withContact<Shown>(
    actor,
    { reference: asked.reference, action: 'show_contact', isWrite: true },
    async (tx, found, at) => {
      const { channel } = asked
      if (!isChannel(channel)) throw new NotFound()
      const { id, reference } = found
      const allowance = mayContactNow(found.contact, channel, at)
      const rows = rowsOf(found, channel)
      const seen = {
        channel,
        audience: found.audience,
        fields: rows.map(({ question }) => `contact.${question}`),
        basis: await readBasis(tx, id, found.audience),
      }
      const shown = {
        reference,
        channel,
        allowance,
        rows: rows.map(({ ask, shown: text = '' }) => ({ ask, shown: text })),
        noted: notedOf(found, channel),
      }
      if (allowance.isAllowed || hasOverridden(found, actor, channel, at)) {
        await recordEvent(tx, 'contact.shown', id, seen)
        return { shown }
      }
      const form = takeOneStep(overrideForm(channel), asked.form, { today: londonDay(at) })
      if (form.problems.length > 0) return new Refusal<Shown>('form', { form })
      const { override, overrideWords } = given.parse(form.answers)
      const { because } = allowance
      const attempt = await writeAttempt(tx, actor, {
        referralId: id,
        channel,
        outcome: 'overridden',
        blockedBecause: because,
        override,
        words: { overrideWords },
        at,
      })
      await queueMessages(tx, found, [
        { type: 'contact.overridden', recipient: 'role:safeguarding_lead' },
      ])
      await recordEvents(tx, id, [
        { type: 'contact.overridden', detail: { attempt, channel, blocked: because, override } },
        { type: 'contact.shown', detail: seen },
      ])
      return { shown }
    },
  )
