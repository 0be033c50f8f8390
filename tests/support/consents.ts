import type { Actor } from '@/lib/access/actor'
import { answerRecall } from '@/lib/consent/answer-recall'
import type { Purpose } from '@/lib/consent/purposes'
import { findAsked } from '@/lib/referral/find-asked'
import { recordConsent, withdrawConsent, type ConsentRecorded } from '@/lib/referral/record-consent'

type Typed = Readonly<Record<string, string | readonly string[]>>

const posted = (typed: Typed) =>
  new URLSearchParams(
    Object.entries(typed).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
  )

/** How the person was asked, where a test does not say. */
export const askedBy = {
  language: 'Albanian',
  interpreter: 'remote',
  setting: 'office',
  said: 'They said it in their own words',
}

const done = (recorded: ConsentRecorded) => {
  if ('form' in recorded) throw new Error(JSON.stringify(recorded.form.problems))
  return recorded.recorded
}

/** Tries to write down what the person said, as somebody does who looks first. */
export const trySay = async (actor: Actor, reference: string, purpose: Purpose, typed: Typed) => {
  const { version } = await findAsked(actor, reference)
  const form = posted({ answer: 'given', capacity: 'no_concern', ...askedBy, ...typed })
  return recordConsent(actor, { reference, purpose, version, form })
}

/** Writes down what the person said. */
export const say = async (...asked: Parameters<typeof trySay>) => done(await trySay(...asked))

/** Takes back what the person agreed to. In: purposes, or `sharing-<slug>`. */
export const withdraw = async (actor: Actor, reference: string, ...purposes: string[]) => {
  const { version } = await findAsked(actor, reference)
  const form = posted({ purposes, ...askedBy })
  return done(await withdrawConsent(actor, { reference, version, form }))
}

/** Says what became of what was asked back. */
export const confirmRecall = (actor: Actor, recall: string, typed: Typed) =>
  answerRecall(actor, recall, posted(typed))
