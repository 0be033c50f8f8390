import { county } from '@/lib/county/county'
import { showDay, showMoment } from '@/lib/wording/london-time'
import { showPeriod } from './period'
import { audiences, type Report } from './report'

/** What every form of a report says of itself: "Modern slavery referrals in Hertfordshire, October 2026". */
export const reportTitle = ({ period }: Pick<Report, 'period'>): string =>
  `Modern slavery referrals in ${county.name}, ${showPeriod(period)}`

/** Whom a report is for, in a sentence. */
export const forWhom = ({ audience }: Pick<Report, 'audience'>): string =>
  audience === 'published'
    ? 'For publication: small numbers are not shown. [c] stands where a number is hidden.'
    : `For those ${audiences.inside.label.toLowerCase()}: it has small numbers, and is not to be published.`

/** Up to when a report counts. What is published says the day alone. */
export const countedUpTo = ({ asOf, audience }: Pick<Report, 'asOf' | 'audience'>): string =>
  asOf
    ? `Counted up to ${audience === 'published' ? showDay(asOf) : showMoment(asOf)}.`
    : 'Nothing was counted yet.'

/** Whom to ask, by what they do and not by name. */
export const contact = `Questions go to the safeguarding lead of the ${county.partnership}.`

/** The name of its file, without its ending: of a time, and of nobody. */
export const reportFileName = ({
  period: { from, until },
  audience,
}: Pick<Report, 'period' | 'audience'>): string =>
  `${audience === 'published' ? 'published' : 'board'}-report-${from}-to-${until}`

export const ownWordsHeading = 'What changed and why it may have'

/** What the lead wrote, or that there is nothing: `undefined` where a report has no room for it. */
export const ownWordsOf = ({
  ownWords,
  audience,
}: Pick<Report, 'ownWords' | 'audience'>): readonly string[] | undefined => {
  if (ownWords.length > 0) return ownWords
  return audience === 'inside' ? ['Nothing was written about this time.'] : undefined
}
