import type { CorrectionWords } from '@/lib/casework/correction'
import { trackNames, trackOf, valueOf } from '@/lib/casework/outcomes'
import { isSharePurpose, sharePurposes } from '@/lib/casework/shares'
import { answersInWords, interpreters, settings } from '@/lib/consent/asking'
import { isPurpose, purposeInWords } from '@/lib/consent/purposes'
import type { InSql } from '@/lib/database/with-actor'
import type { RawAnswers } from '@/lib/journey/question'
import { places } from '@/lib/sealing/places'
import { openAnswers } from '@/lib/sealing/seal-answers'
import { showDay } from '@/lib/wording/london-time'
import { heldAnswers } from './redaction'
import type { Held } from './held'
import { heldWords, isPlaceOfWords, type PlaceName } from './written'

interface Row<Place extends string, Sealed> {
  readonly place: Place
  readonly source: string
  readonly part: string
  readonly id: string
  /** The question of a correction; of an act, its codes. */
  readonly question: string
  readonly at: Date
  readonly answers: Sealed
}

type AnswerRow = Row<'referral' | 'identity' | 'details' | 'part' | 'correction', Uint8Array>
type WordsRow = Row<PlaceName, Uint8Array | null>

const isOfWords = (row: AnswerRow | WordsRow): row is WordsRow => isPlaceOfWords(row.place)

const openRow = ({ place, source, part, id, answers }: AnswerRow) =>
  openAnswers<RawAnswers>(
    answers,
    place === 'part' ? places.part(id, source, part) : places[place](id),
  )

const openWords = ({ question, answers, ...row }: WordsRow) =>
  heldWords({
    ...row,
    codes: row.place === 'act' ? (JSON.parse(question) as Record<string, unknown>) : {},
    words: answers && openAnswers(answers, places[row.place](row.id)),
  })

const answersOfRows = (rows: readonly AnswerRow[]) => {
  const answers = rows.filter(({ place }) => place !== 'correction')
  const details = (row: AnswerRow) => row.source === 'details'
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

interface Consent {
  readonly purpose: string
  readonly organisation: string | null
  readonly answer: string
  readonly at: Date
  readonly until: Date | null
  readonly interpreter: string | null
  readonly setting: string | null
}

const wordOf = (words: Readonly<Record<string, string>>, code: string) =>
  Object.hasOwn(words, code) ? words[code] : code

const readConsents = async (tx: InSql, request: string) => {
  const rows = await tx.$queryRaw<Consent[]>`
    select purpose, answer, recorded_at as at, expires_at as until, interpreter, setting,
      (select name from organisation where organisation.id = organisation_id) as organisation
    from consent_entry
    where referral_id = (select referral_id from data_request where id = ${request}::uuid)
    order by recorded_at, id`
  return rows.flatMap(({ purpose, organisation, answer, at, until, interpreter, setting }) =>
    isPurpose(purpose)
      ? [
          [
            `${purposeInWords(purpose, organisation)}: ${wordOf(answersInWords, answer)}, ${showDay(at)}`,
            ...(until ? [`It holds until ${showDay(until)}`] : []),
            ...(setting ? [`Where you were asked: ${wordOf(settings, setting)}`] : []),
            ...(interpreter ? [`Interpreter: ${wordOf(interpreters, interpreter)}`] : []),
          ].join('. '),
        ]
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
  const rows = await tx.$queryRaw<(AnswerRow | WordsRow)[]>`
    select place, source, part, id::text, question, at, answers
    from open_data_request(${request.id}::uuid, ${at}::timestamptz)`
  const answers = rows.filter((row): row is AnswerRow => !isOfWords(row))
  const sent = answers.find(({ place }) => place === 'referral')
  if (!sent) return null
  const written = rows.filter(isOfWords).sort((one, other) => +one.at - +other.at)
  return {
    reference: request.reference,
    sentAt: sent.at,
    answers: [...answersOfRows(answers), ...written.flatMap(openWords)],
    lines: {
      agreed: await readConsents(tx, request.id),
      decided: await readOutcomes(tx, request.id),
      given: await readRecipients(tx, request.id),
    },
  }
}
