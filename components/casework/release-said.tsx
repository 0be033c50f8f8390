import { SummaryList } from '@/components/govuk/summary-list'
import { basisInWords, releaseStates, type ReleaseRead } from '@/lib/casework/release'
import { showMoment } from '@/lib/wording/london-time'

const words = (key: string, text: string | undefined) =>
  text ? [{ key, value: <span className="answer">{text}</span> }] : []

/** One release: who asked, why, and what was decided. */
export function ReleaseSaid({ release }: { release: ReleaseRead }) {
  return (
    <SummaryList
      rows={[
        { key: 'How it stands', value: releaseStates[release.state] },
        { key: 'Asked', value: `${release.askedBy}, ${showMoment(release.askedAt)}` },
        { key: 'What allows it', value: basisInWords(release.basis) },
        ...words('Why they ask', release.words),
        ...(release.answeredAt ? [{ key: 'Answered', value: showMoment(release.answeredAt) }] : []),
        ...words('Why it was answered so', release.answerWords),
        ...words('What the review says', release.reviewWords),
        ...(release.state === 'to_review' && release.reviewDueAt
          ? [{ key: 'Review due', value: showMoment(release.reviewDueAt) }]
          : []),
      ]}
    />
  )
}
