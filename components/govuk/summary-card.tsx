import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { SummaryAction, type SummaryActionProps } from './summary-action'
import { SummaryList, type SummaryListRow } from './summary-list'

export interface SummaryCardProps {
  title: ReactNode
  headingLevel?: 2 | 3 | 4
  actions?: readonly SummaryActionProps[]
  rows: readonly SummaryListRow[]
  className?: string
}

export function SummaryCard({
  title,
  headingLevel = 2,
  actions = [],
  rows,
  className,
}: SummaryCardProps) {
  const Heading = `h${headingLevel}` as const
  const links = actions.map((action, index) => (
    <SummaryAction key={index} {...action} cardTitle={title} />
  ))
  return (
    <div className={classNames('govuk-summary-card', className)}>
      <div className="govuk-summary-card__title-wrapper">
        <Heading className="govuk-summary-card__title">{title}</Heading>
        {links.length === 1 && <div className="govuk-summary-card__actions">{links}</div>}
        {links.length > 1 && (
          <ul className="govuk-summary-card__actions">
            {links.map((link, index) => (
              <li key={index} className="govuk-summary-card__action">
                {link}
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="govuk-summary-card__content">
        <SummaryList rows={rows} cardTitle={title} />
      </div>
    </div>
  )
}
