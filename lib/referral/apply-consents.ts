import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { recordEvents } from '@/lib/audit/record-event'
import type { CorrectionWords } from '@/lib/casework/correction'
import { applyEntries } from '@/lib/consent/apply-entries'
import { asAnswered } from '@/lib/consent/asking'
import type { NewEntry } from '@/lib/consent/consent-entries'
import { newestOf } from '@/lib/consent/ledger'
import { purposeOf } from '@/lib/consent/purposes'
import { factsAfter, leftQueues, type Progress } from '@/lib/consent/withdrawal'
import { writeEntries } from '@/lib/consent/write-entries'
import type { Tx } from '@/lib/database/with-actor'
import type { Queued } from '@/lib/notifications/messages'
import { queueMessages } from '@/lib/notifications/queue-messages'
import { partOf } from '@/lib/disclosure/parts'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { applyFacts, type Rerouted } from './apply-facts'
import type { AskedCase } from './find-asked'

/** What the person said for one purpose: the entry, and their words. */
export interface Said {
  readonly entry: NewEntry
  readonly words: { readonly language: string; readonly said?: string | undefined }
}

/** The referral's own answer says the same from now on, so that whatever is made of it does too. */
const correctAnswer = async (
  tx: Tx,
  actor: Actor,
  { row, entries }: AskedCase,
  { purpose, answer }: NewEntry,
  at: Date,
) => {
  const { question } = purposeOf(purpose)
  if (!question) return
  const correction = randomUUID()
  const sealed: CorrectionWords = {
    old: newestOf(entries, purpose)?.answer ?? '',
    new: asAnswered(purpose, answer),
    why: answer === 'withdrawn' ? 'The person changed their mind' : 'The person was asked',
  }
  await tx.$queryRaw`
    insert into correction (id, referral_id, question, part, words, account_id, organisation_id, at)
    values (${correction}::uuid, ${row.id}::uuid, ${question}, ${partOf(question)},
      ${sealAnswers(sealed, places.correction(correction))}, ${actor.accountId}::uuid,
      ${actor.organisation.id}::uuid, ${at}::timestamptz)`
}

const readProgress = async (tx: Tx, referralId: string): Promise<readonly Progress[]> => {
  const [newest] = await tx.$queryRaw<{ nrm: string | null }[]>`
    select latest_outcomes(${referralId}::uuid) ->> 'nrm' as nrm`
  const rows = await tx.$queryRaw<{ queue: string; is_accepted: boolean }[]>`
    select queue, is_accepted from queues_of_case(${referralId}::uuid)
    where state not in ('declined', 'moved', 'closed')`
  return rows.map(({ queue, is_accepted: isAccepted }) => ({
    queue,
    isAccepted,
    isSubmitted: Boolean(newest?.nrm),
  }))
}

/** Whoever works the case or sent it is told, and the lead: once each, and never of what they did. */
const toldOf = async (tx: Tx, actor: Actor, { row }: AskedCase): Promise<readonly Queued[]> => {
  const workers = await tx.$queryRaw<{ recipient: string }[]>`
    select distinct recipient from workers_of_case(${row.id}::uuid) order by recipient`
  const recipients = [
    ...workers.map(({ recipient }) => recipient),
    `account:${row.accountId}`,
    'role:safeguarding_lead',
  ]
  return [...new Set(recipients)]
    .filter((recipient) => recipient !== `account:${actor.accountId}`)
    .map((recipient) => ({ type: 'consent.withdrawn', recipient }))
}

const isTakenBack = ({ answer }: NewEntry) => answer === 'withdrawn' || answer === 'refused'

/**
 * Writes what the person said into the ledger, and does all that follows from it, in a transaction that
 * is open already. Before something was sent the referral is routed again; after it the work stops, what
 * was open by the agreement is closed, and whoever had it is asked back.
 * @returns the ids of the entries
 */
export const applyConsents = async (
  tx: Tx,
  actor: Actor,
  found: AskedCase,
  said: readonly Said[],
  at: Date,
): Promise<readonly string[]> => {
  const { row, facts } = found
  const entries = said.map(({ entry }) => entry)
  const progress = await readProgress(tx, row.id)
  const wasGiven = entries.filter(
    (one) => newestOf(found.entries, one.purpose, one.organisationId)?.answer === 'given',
  )
  const told = wasGiven.some(isTakenBack) ? await toldOf(tx, actor, found) : []
  const written = await writeEntries(tx, actor, row.id, entries, at)
  for (const [index, { id }] of written.entries()) {
    const words = said[index]?.words
    await tx.$queryRaw`
      insert into consent_evidence (entry_id, referral_id, words)
      values (${id}::uuid, ${row.id}::uuid, ${sealAnswers(words, places.consentEvidence(id))})`
  }
  for (const entry of entries) await correctAnswer(tx, actor, found, entry, at)
  const follows = await applyEntries(tx, written, at)
  const after = entries.reduce(factsAfter, facts)
  // Nobody works on a case that is finished: nothing of it is sent anywhere any more.
  const rerouted: Rerouted | undefined =
    progress.length > 0 && JSON.stringify(after) !== JSON.stringify(facts)
      ? await applyFacts(
          tx,
          row,
          { before: facts, facts: after, area: row.area, leaves: leftQueues(entries, progress) },
          at,
        )
      : undefined
  await queueMessages(tx, { id: row.id, priority: rerouted?.priority ?? row.priority }, [
    ...told,
    ...follows.messages,
    ...(rerouted?.messages ?? []),
  ])
  await recordEvents(tx, row.id, [
    ...written.map(({ id, purpose, answer, organisationId = null }) => ({
      type: answer === 'withdrawn' ? ('consent.withdrawn' as const) : ('consent.recorded' as const),
      detail: { entry: id, consent: purpose, answer, organisation: organisationId },
    })),
    ...follows.events,
    ...(rerouted?.events ?? []),
  ])
  return written.map(({ id }) => id)
}
