import { Details } from '@/components/govuk/details'
import { NotificationBanner } from '@/components/govuk/notification-banner'
import { SummaryList } from '@/components/govuk/summary-list'
import { ShortForm } from '@/components/journey/short-form'
import type { PlanToConfirm } from '@/lib/contact/contact-case'
import { planForm } from '@/lib/contact/plan-form'
import type { Problem } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'

export interface ContactPlanPageProps {
  plan: PlanToConfirm
  typed?: RawAnswers
  problems?: readonly Problem[]
  /** Somebody confirmed another plan first. */
  isStale?: boolean
  now: Date
}

/** The plan of a case, to be confirmed as it is or changed, beside what the referral says. */
export function ContactPlanPage({ plan, typed, problems, isStale, now }: ContactPlanPageProps) {
  return (
    <>
      {isStale && (
        <NotificationBanner title="Somebody got there first">
          <p className="govuk-notification-banner__heading">
            Somebody else confirmed another plan while you typed.
          </p>
          <p className="govuk-body">
            What you typed was not saved. It is still here: send it again if it still fits.
          </p>
        </NotificationBanner>
      )}
      <ShortForm
        journey={planForm}
        typed={typed ?? { ...plan.typed, confirmedWith: '' }}
        problems={problems}
        caption={plan.reference}
        button="Confirm this plan"
        hidden={{ version: plan.version }}
        now={now}
      >
        {plan.said.length > 0 && (
          <Details summary="What the referral says about contact">
            <SummaryList
              rows={plan.said.map(({ ask, shown }) => ({
                key: ask,
                value: <span className="answer">{shown}</span>,
              }))}
            />
          </Details>
        )}
      </ShortForm>
    </>
  )
}
