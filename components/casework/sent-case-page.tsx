import { CaseLinks } from '@/components/casework/case-links'
import type { CasePageProps } from '@/components/casework/case-page'
import { ContactSection } from '@/components/casework/contact-section'
import { DeclinedNotice } from '@/components/casework/declined-notice'
import { DoneBanner } from '@/components/casework/done-banner'
import { DutiesSection } from '@/components/casework/duties-section'
import { EvidenceSection } from '@/components/casework/evidence-section'
import { questionIn } from '@/components/casework/item-panel'
import { SaidSection } from '@/components/casework/said-section'
import { TimelineSection } from '@/components/casework/timeline-section'
import { Button } from '@/components/govuk/button'
import { InsetText } from '@/components/govuk/inset-text'
import { SummaryList } from '@/components/govuk/summary-list'
import { actPath, casePath } from '@/lib/casework/act-path'
import type { Case } from '@/lib/casework/case'
import { phraseOf, phrases, whoHasIt } from '@/lib/casework/phrase'
import { states } from '@/lib/casework/states'
import { queues } from '@/lib/routing/queues'
import { showMoment } from '@/lib/wording/london-time'

/** What others have to do is theirs to see to. */
const withOurDuties = (found: Case): Case => ({
  ...found,
  work: { ...found.work, duties: found.work.duties.filter(({ isOurs }) => isOurs) },
})

/** A case for whoever sent it: how it stands, who has it, and what they can do. Nobody's name. */
export function SentCasePage({ found, contact, done, now }: CasePageProps) {
  const { reference, work, isOwn } = found
  const phrase = phraseOf({ queues: work.queues, outcomes: work.latest })
  const who = whoHasIt(work.queues, work.latest)
  const isOpen = work.queues.some(({ state }) => states[state].isOpen)
  return (
    <>
      {done && <DoneBanner {...done} back={casePath(reference)} />}
      <span className="govuk-caption-l">
        Sent by {found.organisation}, {showMoment(found.submittedAt)}
      </span>
      <h1 className="govuk-heading-l">{reference}</h1>
      <SummaryList
        rows={[
          { key: 'How it stands', value: phrases[phrase] },
          ...(who.length > 0
            ? [{ key: 'Who has it', value: <span className="answer">{who.join('\n')}</span> }]
            : []),
        ]}
      />
      <CaseLinks found={found} />
      <Questions found={found} />
      <DeclinedNotice found={found} />
      {isOwn && (
        <ul className="govuk-list">
          <li>
            <a className="govuk-link" href={`${casePath(reference)}/consent`}>
              What they agree to, and if they changed their mind
            </a>
          </li>
          {isOpen && (
            <>
              <li>
                <a className="govuk-link" href={`${casePath(reference)}/details`}>
                  Add more details
                </a>
              </li>
              <li>
                <a className="govuk-link" href={`${casePath(reference)}/correct`}>
                  Correct something
                </a>
              </li>
            </>
          )}
        </ul>
      )}
      {isOwn && phrase === 'declined' && (
        <form method="post" action={`${casePath(reference)}/send-again`} noValidate>
          <Button preventDoubleClick>Correct it and send it again</Button>
        </form>
      )}
      <ContactSection contact={contact} now={now} />
      <DutiesSection found={withOurDuties(found)} now={now} />
      {isOwn && <EvidenceSection reference={reference} />}
      <SaidSection found={found} title="What you said" contact={contact} />
      <TimelineSection found={found} canWrite={false} />
    </>
  )
}

/** What those who work it ask: each question, where the reader may read it, and where to answer. */
function Questions({ found: { reference, work } }: { found: Case }) {
  const asked = work.items.filter(({ state }) => state === 'asked')
  return asked.map(({ queue, offers }) => {
    const words = questionIn(work.timeline, queue)
    const from = queue === 'HOLD' ? 'The safeguarding lead' : queues[queue].name
    const canAnswer = offers.some(({ action, blocked }) => action === 'answer' && !blocked)
    return (
      <section key={queue} aria-labelledby={`question-${queue.toLowerCase()}`}>
        <h2 className="govuk-heading-m" id={`question-${queue.toLowerCase()}`}>
          A question from: {from}
        </h2>
        {words && <InsetText className="answer">{words}</InsetText>}
        {canAnswer && words && (
          <Button href={actPath(reference, queue, 'answer')}>
            Answer<span className="govuk-visually-hidden"> the question from {from}</span>
          </Button>
        )}
        {!words && (
          <p className="govuk-body">Only your colleague who sent it can read the question.</p>
        )}
      </section>
    )
  })
}
