import { ReferenceLink } from '@/components/casework/reference-link'
import { ShareStateTag } from '@/components/casework/share-state-tag'
import { Button } from '@/components/govuk/button'
import { InsetText } from '@/components/govuk/inset-text'
import { NotificationBanner } from '@/components/govuk/notification-banner'
import { SummaryList } from '@/components/govuk/summary-list'
import { ShortForm } from '@/components/journey/short-form'
import { answerFormFor } from '@/lib/casework/share-answer-form'
import { shareCalled, type ShareLine } from '@/lib/casework/share-line'
import { shareBases, shareDeclines, sharePurposes } from '@/lib/casework/shares'
import type { Problem } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import { showDay, showMoment } from '@/lib/wording/london-time'

export interface SharePageProps {
  share: ShareLine
  typed?: RawAnswers
  problems?: readonly Problem[]
  /** Why it cannot be accepted, where somebody tried. */
  refused?: string
  /** What somebody else did first. */
  blocked?: string
  now: Date
}

const reasonOf = (code: string) => (shareDeclines as Readonly<Record<string, string>>)[code] ?? code

const endLabel = ({ state, isOurs }: ShareLine) => {
  if (state === 'offered') return 'Take the offer back'
  return isOurs ? 'Give it back' : 'Take it back now'
}

/** One share: on what terms, and what its reader may do about it. Before the answer, nothing of the case. */
export function SharePage({ share, typed, problems, refused, blocked, now }: SharePageProps) {
  const { canAnswer, canEnd, words, reference, declinedBecause } = share
  const terms = (
    <>
      {blocked && <NotificationBanner role="alert">{blocked}</NotificationBanner>}
      <SummaryList
        rows={[
          { key: 'State', value: <ShareStateTag state={share.state} /> },
          { key: 'From', value: share.giver },
          { key: 'To', value: share.receiver },
          { key: 'What', value: shareCalled[share.kind] },
          { key: 'What for', value: sharePurposes[share.purpose].label },
          { key: 'What allows it', value: shareBases[share.basis] },
          { key: 'Until', value: share.until ? showDay(share.until) : 'No end' },
          { key: 'When', value: showMoment(share.offeredAt) },
          ...(reference ? [{ key: 'Case', value: <ReferenceLink reference={reference} /> }] : []),
          ...(declinedBecause
            ? [{ key: 'Why it was declined', value: reasonOf(declinedBecause) }]
            : []),
        ]}
      />
      {words && <InsetText>{words}</InsetText>}
    </>
  )
  return (
    <>
      {canAnswer ? (
        <ShortForm
          journey={answerFormFor(refused)}
          typed={typed}
          problems={problems}
          caption="Shared cases"
          button="Send the answer"
          hidden={{ version: share.version }}
          now={now}
        >
          {terms}
        </ShortForm>
      ) : (
        <>
          <span className="govuk-caption-l">Shared cases</span>
          <h1 className="govuk-heading-l">{shareCalled[share.kind]}</h1>
          {terms}
        </>
      )}
      {canEnd && (
        <form method="post" noValidate>
          <input type="hidden" name="version" value={share.version} />
          <p className="govuk-body">Access ends at once. It cannot be undone.</p>
          <Button variant="warning" name="end" value="yes" preventDoubleClick>
            {endLabel(share)}
          </Button>
        </form>
      )}
    </>
  )
}
