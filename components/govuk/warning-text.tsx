import type { ReactNode } from 'react'
import { classNames } from './class-names'

export interface WarningTextProps {
  /** Heard in place of the exclamation mark. */
  iconText?: string
  className?: string
  children: ReactNode
}

export function WarningText({ iconText = 'Warning', className, children }: WarningTextProps) {
  return (
    <div className={classNames('govuk-warning-text', className)}>
      <span className="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong className="govuk-warning-text__text">
        <span className="govuk-visually-hidden">{iconText}</span> {children}
      </strong>
    </div>
  )
}
