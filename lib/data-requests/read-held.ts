import type { CorrectionWords } from '@/lib/casework/correction'
import { trackNames, trackOf, valueOf } from '@/lib/casework/outcomes'
import { isSharePurpose, sharePurposes } from '@/lib/casework/shares'
import { answersInWords } from '@/lib/consent/asking'
import { isPurpose, purposeInWords } from '@/lib/consent/purposes'
import type { InSql } from '@/lib/database/with-actor'
import type { RawAnswers } from '@/lib/journey/question'
import { places } from '@/lib/sealing/places'
import { openAnswers } from '@/lib/sealing/seal-answers'
import { showDay } from '@/lib/wording/london-time'
import { heldAnswers } from './redaction'
import type { Held } from './subject-access-file'

interface Row {
  readonly place: 'referral' | 'identity' | 'details' | 'part' | 'correction'
  readonly source: string
  readonly part: string
  readonly id: string
  readonly question: string
  readonly at: Date
  readonly answers: Uint8Array
}

const openRow = ({ place, source, part, id, answers }: Row) =>
  openAnswers<RawAnswers>(
    answers,
    place === 'part' ? places.part(id, source, part) : places[place](id),
  )

const answersOfRows = (rows: readonly Row[]) => {
  const answers = rows.filter(({ place }) => place !== 'correction')
  const details = (row: Row) => row.source === 'details'
  const corrections = rows
    .filter(({ place }) => place === 'correction')
    .sort((one, other) => one.at.getTime() - other.at.getTime())
    .map(({ id, question, answers: words }) => ({
      id,
      question,
      ...openAnswers<CorrectionWords>(words, places.correction(id)),
    }))
  const typed: RawAnswers = Object.assign(
    {},
    ...answers.filter((row) => !details(row)).map(openRow),
    ...answers.filter(details).map(openRow),
    ...corrections.map((one) => ({ [one.question]: one.new })),
  )
  const before = corrections.map((one) => ({ ...one, old: [one.old].flat().join(' ') }))
  return heldAnswers(
    typed,
    before.filter(({ old }) => old.trim() !== ''),
  )
}

const readOutcomes = async (tx: InSql, request: string) => {
  const rows = await tx.$queryRaw<{ track: string; value: string; on: Date }[]>`
    select track, value, decided_on as "on" from outcome
    where referral_id = (select referral_id from data_request where id = ${request}::uuid)
    order by recorded_at`
  return rows.flatMap(({ track, value, on }) => {
    const name = trackNames.find((one) => one === track)
    const known = name && valueOf(name, value)
    return name && known ? [`${trackOf(name).label}: ${known.label}, ${showDay(on)}`] : []
  })
}

const readConsents = async (tx: InSql, request: string) => {
  const rows = await tx.$queryRaw<{ purpose: string; answer: string; at: Date }[]>`
    select purpose, answer, recorded_at as at from consent_entry
    where referral_id = (select referral_id from data_request where id = ${request}::uuid)
    order by recorded_at`
  const inWords: Readonly<Record<string, string>> = answersInWords
  return rows.flatMap(({ purpose, answer, at }) =>
    isPurpose(purpose)
      ? [`${purposeInWords(purpose, null)}: ${inWords[answer] ?? answer}, ${showDay(at)}`]
      : [],
  )
}

const readRecipients = async (tx: InSql, request: string) => {
  const rows = await tx.$queryRaw<{ organisation: string; purpose: string; at: Date }[]>`
    select * from recipients_of_case(${request}::uuid)`
  return rows.map(
    ({ organisation, purpose, at }) =>
      `${organisation}, ${showDay(at)}${isSharePurpose(purpose) ? `: ${sharePurposes[purpose].label}` : ''}`,
  )
}

/**
 * Opens everything that is kept about the person of an approved request, in a transaction that is open
 * already. The database gives it to the one who answers the request, and records that it did.
 * @returns null where the request is not approved, or is somebody else's
 */
export const readHeld = async (
  tx: InSql,
  request: { readonly id: string; readonly reference: string },
  at: Date,
): Promise<Held | null> => {
  const rows = await tx.$queryRaw<Row[]>`
    select place, source, part, id::text, question, at, answers
    from open_data_request(${request.id}::uuid, ${at}::timestamptz)`
  const sent = rows.find(({ place }) => place === 'referral')
  if (!sent) return null
  return {
    reference: request.reference,
    sentAt: sent.at,
    answers: answersOfRows(rows),
    consents: await readConsents(tx, request.id),
    outcomes: await readOutcomes(tx, request.id),
    recipients: await readRecipients(tx, request.id),
  }
}
