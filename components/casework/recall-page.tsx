import { basisInWords } from '@/components/casework/recall-list'
import { RecallStateTag } from '@/components/casework/recall-state-tag'
import { InsetText } from '@/components/govuk/inset-text'
import { NotificationBanner } from '@/components/govuk/notification-banner'
import { SummaryList } from '@/components/govuk/summary-list'
import { ShortForm } from '@/components/journey/short-form'
import { purposeOf } from '@/lib/consent/purposes'
import { recallForm } from '@/lib/consent/recall-form'
import { recallAnswers, type RecallLine } from '@/lib/consent/recalls'
import type { Problem } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import { showDay, showMoment } from '@/lib/wording/london-time'

export interface RecallPageProps {
  recall: RecallLine
  typed?: RawAnswers
  problems?: readonly Problem[]
  /** Why it cannot be answered. */
  blocked?: string
  now: Date
}

/** One recall: what is asked back and, for those who had it, where they say what became of it. */
export function RecallPage({ recall, typed, problems, blocked, now }: RecallPageProps) {
  const { confirmedAs, basis, words } = recall
  const terms = (
    <>
      {blocked && <NotificationBanner role="alert">{blocked}</NotificationBanner>}
      <SummaryList
        rows={[
          { key: 'State', value: <RecallStateTag recall={recall} now={now} /> },
          { key: 'Reference', value: recall.reference },
          { key: 'What', value: purposeOf(recall.purpose).label },
          { key: 'Who had it', value: recall.holder },
          { key: 'Asked', value: showMoment(recall.askedAt) },
          { key: 'Answer by', value: showDay(recall.dueAt) },
          ...(confirmedAs ? [{ key: 'Answer', value: recallAnswers[confirmedAs] }] : []),
          ...(basis ? [{ key: 'What lets them keep it', value: basisInWords(basis) }] : []),
        ]}
      />
      {words && <InsetText className="answer">{words}</InsetText>}
    </>
  )
  if (recall.canAnswer)
    return (
      <ShortForm
        journey={recallForm}
        typed={typed}
        problems={problems}
        caption="Asked back"
        button="Send the answer"
        now={now}
      >
        {terms}
      </ShortForm>
    )
  return (
    <>
      <span className="govuk-caption-l">Asked back</span>
      <h1 className="govuk-heading-l">{purposeOf(recall.purpose).label}</h1>
      {terms}
    </>
  )
}
