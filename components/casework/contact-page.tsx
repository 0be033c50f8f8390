import { ContactAllowance } from '@/components/casework/contact-allowance'
import { Button } from '@/components/govuk/button'
import { Table } from '@/components/govuk/table'
import { casePath } from '@/lib/casework/act-path'
import type { ChannelAllowance } from '@/lib/contact/allowance'
import { attemptWords, overrides } from '@/lib/contact/attempts'
import { channels, isChannel } from '@/lib/contact/channels'
import type { ContactCase } from '@/lib/contact/contact-case'
import { confirmedWith } from '@/lib/contact/plan-form'
import { showDay, showMoment } from '@/lib/wording/london-time'

export const contactTitle = 'Contact with the person'

/** What is allowed now and what is not: nothing on it says who, where or by which number. */
export function ContactPage({ found, now }: { found: ContactCase; now: Date }) {
  const path = `${casePath(found.reference)}/contact`
  return (
    <>
      <span className="govuk-caption-l">{found.reference}</span>
      <h1 className="govuk-heading-l">{contactTitle}</h1>
      <PlanState found={found} now={now} />
      <Button href={`${path}/plan`} variant="secondary">
        Confirm or change the plan
      </Button>
      {found.channels.map((one) => (
        <ChannelPanel key={one.channel} path={path} {...one} now={now} />
      ))}
      <Attempts found={found} />
    </>
  )
}

const wordOf = (list: Readonly<Record<string, string>>, name: string) =>
  Object.hasOwn(list, name) ? list[name] : undefined

function PlanState({ found, now }: { found: ContactCase; now: Date }) {
  if (!found.isConfirmed)
    return (
      <p className="govuk-body">
        Nobody has confirmed a plan yet. This is what the referral says. Read its notes, ask, and
        confirm the plan before you contact them.
      </p>
    )
  const asked = wordOf(confirmedWith, found.confirmedWith)?.toLowerCase()
  return (
    <p className="govuk-body">
      Confirmed on {showMoment(found.confirmedAt)} by {found.confirmedBy}, who asked {asked}.{' '}
      {found.confirmBy > now ? 'Confirm it again by' : 'It had to be confirmed again by'}{' '}
      {showDay(found.confirmBy)}.
    </p>
  )
}

function ChannelPanel({
  path,
  channel,
  allowance,
  now,
}: ChannelAllowance & { path: string; now: Date }) {
  const { label } = channels[channel]
  const unseen = <span className="govuk-visually-hidden">: {label.toLowerCase()}</span>
  return (
    <section aria-labelledby={channel}>
      <h2 className="govuk-heading-m" id={channel}>
        {label}
      </h2>
      <ContactAllowance allowance={allowance} now={now} />
      {allowance.isAllowed && (
        <form method="post" action={`${path}/${channel}/show`} noValidate>
          <Button preventDoubleClick>Show how{unseen}</Button>
        </form>
      )}
      <ul className="govuk-list">
        <li>
          <a className="govuk-link" href={`${path}/${channel}`}>
            Record an attempt{unseen}
          </a>
        </li>
        {!allowance.isAllowed && (
          <li>
            <a className="govuk-link" href={`${path}/${channel}/show`}>
              Use it anyway, with a reason{unseen}
            </a>
          </li>
        )}
      </ul>
    </section>
  )
}

function Attempts({ found: { attempts } }: { found: ContactCase }) {
  return (
    <section aria-labelledby="attempts">
      <h2 className="govuk-heading-m" id="attempts">
        What was tried
      </h2>
      {attempts.length === 0 ? (
        <p className="govuk-body">Nobody has recorded an attempt.</p>
      ) : (
        <Table
          stacked
          head={['When', 'How', 'What happened', 'By'].map((content) => ({ content }))}
          rows={attempts.map(({ channel, outcome, override, at, by }) => [
            { content: showMoment(at) },
            { content: isChannel(channel) ? channels[channel].label : channel },
            {
              content: [attemptWords[outcome] ?? outcome, override && wordOf(overrides, override)]
                .filter(Boolean)
                .join('. '),
            },
            { content: by },
          ])}
        />
      )}
    </section>
  )
}
