import type { ReactNode } from 'react'
import { classNames } from './class-names'

export interface ErrorMessageProps {
  id?: string
  className?: string
  children: ReactNode
}

export function ErrorMessage({ id, className, children }: ErrorMessageProps) {
  return (
    <p id={id} className={classNames('govuk-error-message', className)}>
      <span className="govuk-visually-hidden">Error:</span> {children}
    </p>
  )
}
