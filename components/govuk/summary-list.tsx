import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { SummaryAction, type SummaryActionProps } from './summary-action'

export interface SummaryListRow {
  key: ReactNode
  value: ReactNode
  actions?: readonly SummaryActionProps[]
  className?: string
}

export interface SummaryListProps {
  rows: readonly SummaryListRow[]
  className?: string
  /** What the list is about, added unseen to every action's name when it stands in a card. */
  cardTitle?: ReactNode
}

export function SummaryList({ rows, className, cardTitle }: SummaryListProps) {
  const someRowHasActions = rows.some((row) => row.actions?.length)
  return (
    <dl className={classNames('govuk-summary-list', className)}>
      {rows.map((row, index) => (
        <div
          key={index}
          className={classNames(
            'govuk-summary-list__row',
            someRowHasActions && !row.actions?.length && 'govuk-summary-list__row--no-actions',
            row.className,
          )}
        >
          <dt className="govuk-summary-list__key">{row.key}</dt>
          <dd className="govuk-summary-list__value">{row.value}</dd>
          <RowActions actions={row.actions} cardTitle={cardTitle} />
        </div>
      ))}
    </dl>
  )
}

function RowActions({
  actions = [],
  cardTitle,
}: Pick<SummaryListRow, 'actions'> & Pick<SummaryListProps, 'cardTitle'>) {
  const links = actions.map((action, index) => (
    <SummaryAction key={index} {...action} cardTitle={cardTitle} />
  ))
  if (links.length === 0) return null
  return (
    <dd className="govuk-summary-list__actions">
      {links.length === 1 ? (
        links
      ) : (
        <ul className="govuk-summary-list__actions-list">
          {links.map((link, index) => (
            <li key={index} className="govuk-summary-list__actions-list-item">
              {link}
            </li>
          ))}
        </ul>
      )}
    </dd>
  )
}
