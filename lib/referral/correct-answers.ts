import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { recordEvents } from '@/lib/audit/record-event'
import type { CorrectionWords } from '@/lib/casework/correction'
import { now } from '@/lib/clock'
import { applyEntries } from '@/lib/consent/apply-entries'
import { consentEntries } from '@/lib/consent/consent-entries'
import { purposeOf } from '@/lib/consent/purposes'
import { writeEntries } from '@/lib/consent/write-entries'
import { withActor, type Tx } from '@/lib/database/with-actor'
import { partOf } from '@/lib/disclosure/parts'
import { confirmedId } from '@/lib/journey/journey'
import type { Queued } from '@/lib/notifications/messages'
import { queueMessages } from '@/lib/notifications/queue-messages'
import { NotFound } from '@/lib/refusals'
import { addSearchTerms } from '@/lib/sealing/add-search-terms'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { applyCorrectedFacts } from './apply-corrected-facts'
import { takeCorrection, type Correction, type CorrectionForm } from './correction-form'
import { readCorrectable, type ReferralToCorrect } from './find-correctable'
import { readReference } from './reference'

/** A correction that somebody asks for: of which answer, and how many corrections they saw. */
export interface AskedCorrection {
  readonly reference: string
  readonly question: string
  readonly version: number
  readonly form: URLSearchParams
}

export type Corrected =
  | {
      readonly corrected: readonly string[]
      /** Somebody in the actor's organisation is now said to be involved: it sees the case no more. */
      readonly isHidden: boolean
    }
  | {
      readonly form: CorrectionForm
      readonly version: number
      /** Somebody corrected something else in between. */
      readonly isStale: boolean
      /** What was posted is what the referral says already. */
      readonly isUnchanged: boolean
    }

const isOf = (changes: Correction['changes'], question: string) =>
  changes.some((change) => change.question === question)

const storeCorrections = async (
  tx: Tx,
  actor: Actor,
  { id }: ReferralToCorrect,
  { changes, why, walked: { answers } }: Correction,
  at: Date,
) => {
  const personIdentified = answers.who !== 'place'
  for (const { question, ...words } of changes) {
    const correction = randomUUID()
    const sealed: CorrectionWords = { ...words, why }
    await tx.$queryRaw`
      insert into correction (id, referral_id, question, part, words, account_id, organisation_id, at)
      values (${correction}::uuid, ${id}::uuid, ${question},
        ${partOf(question)},
        ${sealAnswers(sealed, places.correction(correction))},
        ${actor.accountId}::uuid, ${actor.organisation.id}::uuid, ${at}::timestamptz)`
  }
  const consents = consentEntries(answers, at).filter(({ purpose }) =>
    isOf(changes, purposeOf(purpose).question ?? ''),
  )
  const entered = await writeEntries(tx, actor, id, consents, at)
  const changed = Object.fromEntries(changes.map((change) => [change.question, change.new]))
  await addSearchTerms(tx, { referralId: id, personIdentified, at }, changed)
  return applyEntries(tx, entered, at)
}

/** Whoever acts on the old answers is told, and whoever sent it where the desk corrects it. */
const findTold = async (
  tx: Tx,
  { id, accountId }: ReferralToCorrect,
): Promise<readonly Queued[]> => {
  const workers = await tx.$queryRaw<{ recipient: string }[]>`
    select distinct recipient from workers_of_case(${id}::uuid) order by recipient`
  return [
    ...workers.map(({ recipient }): Queued => ({ type: 'referral.corrected', recipient })),
    { type: 'referral.state_changed', recipient: `account:${accountId}` },
  ]
}

const store = async (
  tx: Tx,
  actor: Actor,
  row: ReferralToCorrect,
  { before, correction, at }: { before: Correction['walked']; correction: Correction; at: Date },
): Promise<Corrected> => {
  const { id } = row
  const act = randomUUID()
  const corrected = correction.changes
    .map(({ question }) => question)
    .filter((question) => question !== confirmedId)
  await tx.$queryRaw`
    insert into act (id, referral_id, type, readers, codes, account_id, organisation_id, role, at)
    values (${act}::uuid, ${id}::uuid, 'corrected', 'referrer',
      ${JSON.stringify({ questions: corrected })}::jsonb, ${actor.accountId}::uuid,
      ${actor.organisation.id}::uuid, ${actor.role}, ${at}::timestamptz)`
  const told = await findTold(tx, row)
  const follows = await storeCorrections(tx, actor, row, correction, at)
  const answers = { before: before.answers, after: correction.walked.answers }
  const rerouted = await applyCorrectedFacts(tx, row, answers, at)
  await queueMessages(
    tx,
    { id, priority: rerouted?.priority ?? row.priority },
    [...told, ...follows.messages, ...(rerouted?.messages ?? [])].filter(
      ({ recipient }) => recipient !== `account:${actor.accountId}`,
    ),
  )
  await recordEvents(tx, id, [
    { type: 'answer.corrected', detail: { act, questions: corrected } },
    ...follows.events,
    ...(rerouted?.events ?? []),
  ])
  return { corrected, isHidden: rerouted?.hidden.includes(actor.organisation.id) ?? false }
}

/**
 * Corrects an answer of a referral that was sent, and all that changes with it. In one transaction the
 * old answer, the new one and why are kept, the referral is routed again where the answer means
 * something else to routing, and whoever acts on the old one is told.
 * @returns what was corrected; or the form again, with what was typed, where something is missing or
 * somebody corrected another answer first
 * @throws NotFound where there is no such referral or question, or it is not this actor's to see
 * @throws NotAllowed where they may see it and not correct it, or nobody works on it any more
 */
export const correctAnswers = async (actor: Actor, asked: AskedCorrection): Promise<Corrected> => {
  const reference = readReference(asked.reference)
  if (!reference || !(may(actor, 'refer') || may(actor, 'work-a-queue'))) throw new NotFound()
  const at = now()
  return withActor(actor, async (tx) => {
    // One correction of a referral at a time: the second sees the first.
    await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${reference}, 0))::text`
    const { row, found } = await readCorrectable(tx, actor, reference)
    const taken = takeCorrection(found, asked.question, asked.form)
    if (!taken) throw new NotFound()
    const isStale = found.version !== asked.version
    // The same form once more, from a second press: it was done already.
    if (isStale && taken.isUnchanged) return { corrected: [], isHidden: false }
    if (isStale || !taken.correction) {
      const { form, isUnchanged = false } = taken
      return { form, version: found.version, isStale, isUnchanged }
    }
    const { correction } = taken
    return store(tx, actor, row, { before: found.walked, correction, at })
  })
}
