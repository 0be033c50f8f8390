import { CaseLinks } from '@/components/casework/case-links'
import { ConsentsSection } from '@/components/casework/consents-section'
import { ContactSection } from '@/components/casework/contact-section'
import { DecisionPanel } from '@/components/casework/decision-panel'
import { DoneBanner } from '@/components/casework/done-banner'
import { CaseTags } from '@/components/casework/case-tags'
import { DutiesSection } from '@/components/casework/duties-section'
import { EvidenceSection } from '@/components/casework/evidence-section'
import { GoalsSection } from '@/components/casework/goals-section'
import { ItemPanel, placeName } from '@/components/casework/item-panel'
import { LinksSection } from '@/components/casework/links-section'
import { OutcomesSection } from '@/components/casework/outcomes-section'
import { Presence } from '@/components/casework/presence'
import { SaidSection } from '@/components/casework/said-section'
import { SentCasePage } from '@/components/casework/sent-case-page'
import { SharesSection } from '@/components/casework/shares-section'
import { ShortcutHelp } from '@/components/casework/shortcut-help'
import { TimelineSection } from '@/components/casework/timeline-section'
import { casePath } from '@/lib/casework/act-path'
import type { Case } from '@/lib/casework/case'
import { dealingsOf } from '@/lib/casework/case-workers'
import type { DoneAct } from '@/lib/casework/found-act'
import type { CaseQueue } from '@/lib/casework/casework'
import type { ContactState } from '@/lib/contact/contact-case'
import { phraseOf, phrases } from '@/lib/casework/phrase'
import { states } from '@/lib/casework/states'
import type { Audience } from '@/lib/disclosure/field-sets'
import { showMoment } from '@/lib/wording/london-time'

export interface CasePageProps {
  found: Case
  /** How the person may be contacted now, where the reader may know. */
  contact?: ContactState
  /** What the reader just did to it. */
  done?: DoneAct
  /** Whether the reader turned keyboard shortcuts on. */
  hasShortcuts?: boolean
  now: Date
}

const senders: readonly Audience[] = ['referrer', 'referrer_organisation']

/** Whether somebody looks as the one who sent it, or as their colleague. */
export const isSender = ({ audience }: Pick<Case, 'audience'>) => senders.includes(audience)

/** One case: for those who work it everything that can be done, for its sender how it stands. */
export function CasePage(props: CasePageProps) {
  return isSender(props.found) ? <SentCasePage {...props} /> : <WorkedCase {...props} />
}

const placeInWords = ({ queue, state, handler }: CaseQueue) =>
  `${placeName(queue)} (${[states[state].label.toLowerCase(), handler].filter(Boolean).join(', ')})`

function WorkedCase({ found, contact, done, hasShortcuts, now }: CasePageProps) {
  const { reference, work, decision } = found
  const back = casePath(reference)
  const { worksIt } = dealingsOf(found)
  return (
    <>
      {done && <DoneBanner {...done} back={back} />}
      <span className="govuk-caption-m">
        OFFICIAL-SENSITIVE. From {found.organisation}, {showMoment(found.submittedAt)}
      </span>
      <h1 className="govuk-heading-l mb-2">{reference}</h1>
      <CaseTags found={found} />
      <p className="govuk-body">
        It is in: {work.queues.map(placeInWords).join(', ')}. The referrer reads: “
        {phrases[phraseOf({ queues: work.queues, outcomes: work.latest })]}”.
      </p>
      {worksIt && <Presence found={found} />}
      <CaseLinks found={found} />
      {hasShortcuts && <ShortcutHelp />}
      <div
        data-shortcuts={hasShortcuts || undefined}
        className="grid gap-x-10 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]"
      >
        <div>
          {work.items.map((item, index) => (
            <ItemPanel
              key={item.id}
              found={found}
              item={item}
              back={back}
              hasKeys={index === 0}
              now={now}
            />
          ))}
          <ContactSection contact={contact} now={now} />
          {worksIt && (
            <LinksSection reference={reference} links={work.links} matches={work.matches} canLink />
          )}
          <DutiesSection found={found} now={now} />
          <OutcomesSection found={found} />
          <GoalsSection found={found} />
          {worksIt && <SharesSection reference={reference} shares={work.shares} canShare />}
          <DecisionPanel decision={decision} />
          <SaidSection found={found} title="What was said" contact={contact} />
          <EvidenceSection reference={reference} />
          <ConsentsSection found={found} now={now} />
        </div>
        <TimelineSection found={found} canWrite={worksIt} />
      </div>
    </>
  )
}
