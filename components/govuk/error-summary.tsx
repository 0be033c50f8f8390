import type { ReactNode } from 'react'
import { classNames } from './class-names'

export interface ErrorSummaryProps {
  /** Each in the words beside its field; the address is the id of the first control to mend. */
  errors: readonly { text: ReactNode; href?: `#${string}` }[]
  title?: ReactNode
  children?: ReactNode
  className?: string
}

export function ErrorSummary({
  errors,
  title = 'There is a problem',
  children,
  className,
}: ErrorSummaryProps) {
  return (
    <div className={classNames('govuk-error-summary', className)} data-module="govuk-error-summary">
      <div role="alert">
        <h2 className="govuk-error-summary__title">{title}</h2>
        <div className="govuk-error-summary__body">
          {children && <p>{children}</p>}
          {errors.length > 0 && (
            <ul className="govuk-list govuk-error-summary__list">
              {errors.map((error, index) => (
                <li key={index}>
                  {error.href ? <a href={error.href}>{error.text}</a> : error.text}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </div>
  )
}
