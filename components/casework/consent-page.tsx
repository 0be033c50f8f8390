import { ConsentEntries } from '@/components/casework/consent-entries'
import { basisInWords, RecallList } from '@/components/casework/recall-list'
import { Button } from '@/components/govuk/button'
import { Tag, type TagColour } from '@/components/govuk/tag'
import { Table } from '@/components/govuk/table'
import { isRole, roles } from '@/lib/access/roles'
import { casePath } from '@/lib/casework/act-path'
import type { LedgerRead } from '@/lib/consent/ledger-read'
import { standings, type Standing } from '@/lib/consent/ledger'
import { isPurpose, purposeOf } from '@/lib/consent/purposes'
import { showMoment } from '@/lib/wording/london-time'

const colours: Readonly<Record<Standing, TagColour>> = {
  allowed: 'green',
  refused: 'red',
  withdrawn: 'red',
  expired: 'yellow',
  cannot_decide: 'yellow',
  never_asked: 'grey',
}

/** What stands for one purpose. */
export function StandingTag({ standing }: { standing: Standing }) {
  return <Tag colour={colours[standing]}>{standings[standing]}</Tag>
}

const roleInWords = (role: string) => (isRole(role) ? roles[role] : role)

export interface ConsentPageProps {
  ledger: LedgerRead
  now: Date
}

/** The ledger of a case, by purpose: what the person was asked, in which words, and what they said. */
export function ConsentPage({ ledger, now }: ConsentPageProps) {
  const { reference, purposes, overrides, recalls, canRecord, canWithdraw, canOverride } = ledger
  const here = `${casePath(reference)}/consent`
  return (
    <>
      <span className="govuk-caption-l">{reference}</span>
      <h1 className="govuk-heading-l">What they agree to</h1>
      <p className="govuk-body">
        They decide about each of these by itself. What they did not agree to is not done, unless it
        says so at the end of this page.
      </p>
      {canWithdraw && (
        <Button href={`${here}/withdraw`} variant="warning">
          They changed their mind
        </Button>
      )}
      {purposes.map(({ purpose, standing, isNotAsked, entries }) => (
        <section key={purpose} aria-labelledby={purpose}>
          <div className="mb-3 flex flex-wrap items-center gap-3">
            <h2 className="govuk-heading-m m-0" id={purpose}>
              {purposeOf(purpose).label}
            </h2>
            {!isNotAsked && purpose !== 'sharing' && <StandingTag standing={standing} />}
          </div>
          {isNotAsked && (
            <p className="govuk-body">They are or may be under 18: nobody has to ask them.</p>
          )}
          {entries.length > 0 && <ConsentEntries entries={entries} />}
          {canRecord && !isNotAsked && (
            <p className="govuk-body">
              <a className="govuk-link" href={`${here}/${purpose.replace('_', '-')}`}>
                Write down what they said
                <span className="govuk-visually-hidden"> about {purposeOf(purpose).called}</span>
              </a>
            </p>
          )}
        </section>
      ))}
      <section aria-labelledby="overrides">
        <h2 className="govuk-heading-m" id="overrides">
          What goes ahead without their agreement
        </h2>
        {overrides.length === 0 ? (
          <p className="govuk-body">Nothing.</p>
        ) : (
          <Table
            stacked
            firstCellIsHeader
            head={['What', 'What allows it', 'Why', 'By', 'When'].map((content) => ({ content }))}
            rows={overrides.map(({ purpose, basis, words, role, organisation, recordedAt }) => [
              { content: isPurpose(purpose) ? purposeOf(purpose).label : purpose },
              { content: basisInWords(basis) },
              { content: <span className="answer">{words}</span> },
              { content: `${roleInWords(role)}, ${organisation}` },
              { content: showMoment(recordedAt) },
            ])}
          />
        )}
        {canOverride && (
          <Button href={`${here}/override`} variant="secondary">
            Go ahead without their agreement
          </Button>
        )}
      </section>
      {recalls.length > 0 && (
        <section aria-labelledby="recalls">
          <h2 className="govuk-heading-m" id="recalls">
            Asked back
          </h2>
          <RecallList recalls={recalls} now={now} />
        </section>
      )}
    </>
  )
}
