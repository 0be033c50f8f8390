import type { ReactNode } from 'react'
import { classNames } from './class-names'

export interface PanelProps {
  title: ReactNode
  headingLevel?: 1 | 2
  /** `interruption` stops someone on their way; the default says that something is done. */
  variant?: 'confirmation' | 'interruption'
  /** Buttons and links of an interruption. A confirmation has none. */
  actions?: ReactNode
  className?: string
  children?: ReactNode
}

export function Panel({
  title,
  headingLevel = 1,
  variant = 'confirmation',
  actions,
  className,
  children,
}: PanelProps) {
  const Heading = `h${headingLevel}` as const
  return (
    <div className={classNames('govuk-panel', `govuk-panel--${variant}`, className)}>
      <Heading className="govuk-panel__title">{title}</Heading>
      {children && <div className="govuk-panel__body">{children}</div>}
      {actions && variant === 'interruption' && (
        <div className="govuk-panel__actions">
          <div className="govuk-button-group">{actions}</div>
        </div>
      )}
    </div>
  )
}
