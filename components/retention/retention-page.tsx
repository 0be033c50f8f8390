import { Button } from '@/components/govuk/button'
import { Table } from '@/components/govuk/table'
import { Tag } from '@/components/govuk/tag'
import { reasonInWords, type Disposal, type RetentionList } from '@/lib/retention/disposal'
import { disposalKinds, retentionRules } from '@/lib/retention/kinds'
import { organisationTypes } from '@/lib/routing/organisation-types'
import { count, showDay } from '@/lib/wording/london-time'

const howLong = (days: number) =>
  days % 365 === 0 ? count(days / 365, 'year') : count(days, 'day')

const head = (...texts: string[]) => texts.map((content) => ({ content }))

/** What is due for review, what waits for a second person, what is held, and the rules behind it. */
export function RetentionPage({ disposals, holds, erased, isReviewer }: RetentionList) {
  return (
    <>
      <h1 className="govuk-heading-l">Retention</h1>
      <p className="govuk-body">
        {disposals.length === 0
          ? 'Nothing is due for review.'
          : `${count(disposals.length, 'referral is', 'referrals are')} due. Nothing is erased before two people have looked at it.`}
      </p>
      {disposals.length > 0 && <Disposals disposals={disposals} />}
      {isReviewer && (
        <>
          <Holds holds={holds} />
          <h2 className="govuk-heading-m">How long things are kept</h2>
          <Table
            stacked
            firstCellIsHeader
            head={head('What', 'Whose', 'How long', 'Why')}
            rows={retentionRules.map(({ called, controller, days, childDays, source }) => [
              { content: called },
              {
                content:
                  controller === 'county' ? 'Everybody else' : organisationTypes[controller].label,
              },
              {
                content: `${howLong(days)}${childDays > 0 ? `; for a child ${howLong(days + childDays)}` : ''}`,
              },
              { content: source },
            ])}
          />
          {erased.length > 0 && (
            <>
              <h2 className="govuk-heading-m">Erased</h2>
              <Table
                stacked
                firstCellIsHeader
                head={head('Reference', 'Why', 'When')}
                rows={erased.map(({ reference, because, erasedAt }) => [
                  { content: reference },
                  { content: disposalKinds[because] },
                  { content: showDay(erasedAt) },
                ])}
              />
            </>
          )}
        </>
      )}
    </>
  )
}

function Disposals({ disposals }: { disposals: readonly Disposal[] }) {
  return (
    <Table
      stacked
      firstCellIsHeader
      head={head('Reference', 'Why it is due', 'Ended', 'Due since', 'What next')}
      rows={disposals.map((disposal) => [
        { content: disposal.reference },
        { content: disposalKinds[disposal.kind] },
        { content: disposal.closedAt ? showDay(disposal.closedAt) : 'Still open' },
        { content: showDay(disposal.dueAt) },
        { content: <Next disposal={disposal} /> },
      ])}
    />
  )
}

function Next({ disposal }: { disposal: Disposal }) {
  const { id, reference, canDecide, canAgree, because, isHeld } = disposal
  if (!canDecide && !canAgree) return <>Waits for a second person. {reasonInWords(because)}</>
  return (
    <>
      <a className="govuk-link" href={`/retention/${id}`}>
        {canDecide ? 'Review' : 'Agree or not'}
        <span className="govuk-visually-hidden"> {reference}</span>
      </a>{' '}
      {isHeld && <Tag colour="orange">Legal hold</Tag>}
    </>
  )
}

function Holds({ holds }: Pick<RetentionList, 'holds'>) {
  return (
    <>
      <h2 className="govuk-heading-m">Legal holds</h2>
      <p className="govuk-body">
        <a className="govuk-link" href="/retention/hold">
          Place a legal hold on a case
        </a>
      </p>
      {holds.map(({ id, reference, because, placedAt }) => (
        <form key={id} method="post" action={`/retention/hold/${id}`} noValidate>
          <p className="govuk-body">
            {reference}: {reasonInWords(because)}. Since {showDay(placedAt)}.
          </p>
          <Button variant="secondary">
            Lift the hold<span className="govuk-visually-hidden"> on {reference}</span>
          </Button>
        </form>
      ))}
    </>
  )
}
