import type { ReactNode } from 'react'
import { PriorityTag } from '@/components/casework/priority-tag'
import { placeName } from '@/components/casework/item-panel'
import { StateTag } from '@/components/casework/state-tag'
import { InsetText } from '@/components/govuk/inset-text'
import { SummaryList } from '@/components/govuk/summary-list'
import { ShortForm } from '@/components/journey/short-form'
import { actFormFor } from '@/lib/casework/act-form'
import type { FoundAct } from '@/lib/casework/found-act'
import { transitionOf, type ActionName } from '@/lib/casework/transitions'
import type { Problem } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'

export interface ActPageProps {
  found: FoundAct
  /** Where to go on. */
  back: string
  typed?: RawAnswers
  problems?: readonly Problem[]
  /** What stands above the form: what somebody else did in between. */
  children?: ReactNode
  now: Date
}

/** Acts that take a case away from somebody. */
const grave: readonly ActionName[] = ['decline', 'move']

/** The form of one act: what is affected, the reason, and what else it needs. */
export function ActPage({ found, back, typed, problems, children, now }: ActPageProps) {
  const { reference, queue, action, version, state, priority, question } = found
  return (
    <>
      {children}
      <ShortForm
        journey={actFormFor(action, found.choices)}
        typed={typed}
        problems={problems}
        caption={reference}
        button={transitionOf(action).label}
        warning={grave.includes(action)}
        hidden={{ version, back }}
        now={now}
      >
        {action === 'answer' ? (
          question && <InsetText className="answer">{question}</InsetText>
        ) : (
          <SummaryList
            rows={[
              { key: 'Where', value: placeName(queue) },
              { key: 'How it stands', value: <StateTag state={state} /> },
              { key: 'How soon', value: <PriorityTag priority={priority} /> },
            ]}
          />
        )}
      </ShortForm>
    </>
  )
}
