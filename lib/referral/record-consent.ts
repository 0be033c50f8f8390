import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { consentAnswers, type ConsentAnswer } from '@/lib/consent/asking'
import { newEntry, type NewEntry } from '@/lib/consent/consent-entries'
import { consentFormFor, withdrawalFormFor } from '@/lib/consent/consent-form'
import type { Purpose } from '@/lib/consent/purposes'
import { withActor, type Tx } from '@/lib/database/with-actor'
import type { Catalogue } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { NotAllowed, NotFound } from '@/lib/refusals'
import { londonDay } from '@/lib/wording/london-time'
import { applyConsents, type Said } from './apply-consents'
import { readAsked, type AskedCase } from './find-asked'

/** What somebody writes down, and how many entries there were when they looked. */
export interface AskedConsent {
  readonly reference: string
  readonly version: number
  readonly form: URLSearchParams
}

export type ConsentRecorded =
  | { readonly recorded: readonly string[] }
  | { readonly form: TakenForm<Catalogue>; readonly isStale: boolean }

const asking = z.object({
  language: z.string(),
  interpreter: z.string(),
  setting: z.string(),
  said: z.string().optional(),
})

const answering = asking.extend({
  organisation: z.string().optional(),
  answer: z.enum(Object.keys(consentAnswers) as ConsentAnswer[]),
  capacity: z.string(),
})

const withdrawing = asking.extend({ purposes: z.array(z.string()).min(1) })

interface Taken {
  readonly form: TakenForm<Catalogue>
  /** What it says, where nothing is wrong. */
  readonly said?: readonly Said[]
}

const write = (
  actor: Actor,
  { reference, version }: AskedConsent,
  action: string,
  take: (found: AskedCase, at: Date) => Taken,
): Promise<ConsentRecorded> =>
  withActor(actor, async (tx: Tx) => {
    const at = now()
    const found = await readAsked(tx, actor, reference, at)
    const { form, said } = take(found, at)
    const isStale = found.version !== version
    if (isStale || !said) {
      const because = isStale ? 'version' : 'form'
      await recordEvent(tx, 'action.refused', found.row.id, { action, because })
      return { form, isStale }
    }
    return { recorded: await applyConsents(tx, actor, found, said, at) }
  })

/**
 * Puts a new answer of the person into the ledger, for one purpose, and does what follows from it: the
 * referral is routed again, and whoever had something by an agreement that is no more is asked back.
 * @returns the entries; or the form with what was typed, where something is missing or somebody wrote
 * another answer down first
 * @throws NotFound where there is no such case or purpose, or it is not this actor's to see
 * @throws NotAllowed where the actor may see it and not write down what the person said
 */
export const recordConsent = (
  actor: Actor,
  asked: AskedConsent & { readonly purpose: Purpose },
): Promise<ConsentRecorded> =>
  write(actor, asked, 'record_consent', (found, at) => {
    const { purpose } = asked
    if (!found.askable.includes(purpose)) throw new NotFound()
    const journey = consentFormFor(purpose, found.choices)
    const form = takeOneStep(journey, asked.form, { today: londonDay(at) })
    if (form.problems.length > 0) return { form }
    const { answer, capacity, organisation, interpreter, setting, ...words } = answering.parse(
      form.answers,
    )
    const organisationId = found.organisations.find(({ slug }) => slug === organisation)?.id ?? null
    const entry = { ...newEntry(purpose, answer, capacity, at), interpreter, setting }
    return { form, said: [{ entry: { ...entry, organisationId }, words }] }
  })

/**
 * Takes back what the person agreed to, in one press for as much as they want, whoever they tell it to.
 * It works after a case is finished too. Source: UK GDPR art. 7(3).
 * @returns as `recordConsent`
 * @throws as `recordConsent`
 */
export const withdrawConsent = (actor: Actor, asked: AskedConsent): Promise<ConsentRecorded> =>
  write(actor, asked, 'withdraw_consent', (found, at) => {
    if (found.given.length === 0)
      throw new NotAllowed('They agree to nothing that could be taken back')
    const standing = Object.fromEntries(found.given.map(({ key, label }) => [key, label]))
    const form = takeOneStep(withdrawalFormFor(standing), asked.form, { today: londonDay(at) })
    if (form.problems.length > 0) return { form }
    const { purposes, interpreter, setting, ...words } = withdrawing.parse(form.answers)
    const said = found.given
      .filter(({ key }) => purposes.includes(key))
      .map(({ purpose, organisationId, capacity }): Said => {
        const entry: NewEntry = newEntry(purpose, 'withdrawn', capacity, at)
        return { entry: { ...entry, organisationId, interpreter, setting }, words }
      })
    return { form, said }
  })
