import { Details } from '@/components/govuk/details'
import { InsetText } from '@/components/govuk/inset-text'
import { NotificationBanner } from '@/components/govuk/notification-banner'
import { ShortForm } from '@/components/journey/short-form'
import type { Problem } from '@/lib/journey/journey'
import { one, type RawAnswers } from '@/lib/journey/question'
import { textFormFor } from '@/lib/packs/text-form'
import type { TextToRead } from '@/lib/packs/text-to-read'
import { warnOf } from '@/lib/packs/text-warnings'

export interface ReleaseTextPageProps {
  text: TextToRead
  typed?: RawAnswers
  problems?: readonly Problem[]
  /** The answer was corrected while they read it. */
  isStale?: boolean
  now: Date
}

/** A text as it was typed, the copy of it that may leave, and what a check found in the copy. */
export function ReleaseTextPage({ text, typed, problems, isStale, now }: ReleaseTextPageProps) {
  const { reference, ask, source, state, copy, isNamed, known } = text
  const words = typed ? one(typed.words ?? '') : state === 'released' && copy ? copy : source
  return (
    <>
      {isStale && (
        <NotificationBanner title="The answer was changed">
          <p className="govuk-notification-banner__heading">
            Somebody changed the answer while you read it.
          </p>
          <p className="govuk-body">
            Read it as it is now. What you typed was not saved, and is still here.
          </p>
        </NotificationBanner>
      )}
      <ShortForm
        journey={textFormFor(warnOf(words, known), isNamed)}
        typed={{ ...typed, words }}
        problems={problems}
        caption={reference}
        button="Let this text leave"
        hidden={{ source }}
        now={now}
      >
        <h2 className="govuk-heading-m">{ask}</h2>
        <InsetText className="answer">{source}</InsetText>
        {state === 'changed' && copy && (
          <Details summary="What somebody let leave, before the answer was changed">
            <p className="govuk-body answer">{copy}</p>
          </Details>
        )}
      </ShortForm>
    </>
  )
}
