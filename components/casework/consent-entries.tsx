import { Details } from '@/components/govuk/details'
import { SummaryList } from '@/components/govuk/summary-list'
import { answersInWords, consentCapacities, interpreters, settings } from '@/lib/consent/asking'
import type { LedgerEntry } from '@/lib/consent/ledger-read'
import { isPurpose, purposeInWords } from '@/lib/consent/purposes'
import { wordingOf } from '@/lib/consent/wordings'
import { showDay, showMoment } from '@/lib/wording/london-time'

const inList = (list: Readonly<Record<string, string>>, code: string | null) =>
  code === null ? undefined : Object.hasOwn(list, code) ? list[code] : code

const rowsOf = (entry: LedgerEntry) => {
  const { purpose, wordingVersion: version } = entry
  const wording = isPurpose(purpose) ? wordingOf(purpose, version) : undefined
  const all: Readonly<Record<string, string | null | undefined>> = {
    'With whom': entry.organisation,
    Answer: inList(answersInWords, entry.answer),
    'What was asked': wording ? `${wording}. Wording of ${version}` : `Wording of ${version}`,
    'Can they decide': inList(consentCapacities, entry.capacity),
    'In which language': entry.language,
    'Who interpreted': inList(interpreters, entry.interpreter),
    Where: inList(settings, entry.setting),
    'What they said': entry.said,
    'Written down by': entry.by,
    'Ask again by': entry.expiresAt && showDay(entry.expiresAt),
  }
  return Object.entries(all).flatMap(([key, value]) =>
    value ? [{ key, value: <span className="answer">{value}</span> }] : [],
  )
}

const summaryOf = ({ purpose, answer, organisation, recordedAt }: LedgerEntry) => {
  const whom =
    purpose === 'sharing' && isPurpose(purpose) ? purposeInWords(purpose, organisation) : ''
  const said = inList(answersInWords, answer) ?? answer
  return [`${showMoment(recordedAt)}: ${said}`, whom].filter(Boolean).join('. ')
}

/** Entries of the ledger for one purpose, the newest first, each with how it was asked. */
export function ConsentEntries({ entries }: { entries: readonly LedgerEntry[] }) {
  return entries.map((entry) => (
    <Details key={entry.id} summary={summaryOf(entry)}>
      <SummaryList rows={rowsOf(entry)} />
    </Details>
  ))
}
