import { InsetText } from '@/components/govuk/inset-text'
import { ShortForm } from '@/components/journey/short-form'
import type { Problem } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import { showPeriod } from '@/lib/outcomes/period'
import { paragraphsOf, wordsForm, type ReportWords } from '@/lib/outcomes/report-words'
import { showMoment } from '@/lib/wording/london-time'

export interface WordsPageProps {
  /** As they stand. */
  written: ReportWords
  typed?: RawAnswers
  problems?: readonly Problem[]
  /** Somebody else wrote since this form was opened. */
  isNewer?: boolean
  now: Date
}

/** The form of the lead's own words about a time, for the board. */
export function WordsPage({ written, typed, problems, isNewer, now }: WordsPageProps) {
  const { period, version, words, by, at } = written
  return (
    <ShortForm
      journey={wordsForm}
      typed={typed ?? { words }}
      problems={problems}
      caption={`Report for the board, ${showPeriod(period)}`}
      button="Save your words"
      hidden={{ version }}
      now={now}
    >
      {isNewer && (
        <InsetText>
          <p className="govuk-body">
            {by ?? 'Somebody'} wrote this since you opened the form. Your own words are below. Put
            together what the board should read, then save.
          </p>
          {paragraphsOf(words).map((paragraph) => (
            <p key={paragraph} className="govuk-body answer">
              {paragraph}
            </p>
          ))}
        </InsetText>
      )}
      {!isNewer && at && (
        <p className="govuk-body">
          Last written by {by ?? 'somebody who left'} on {showMoment(at)}.
        </p>
      )}
    </ShortForm>
  )
}
