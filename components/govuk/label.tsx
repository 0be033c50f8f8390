import type { ReactNode } from 'react'
import { classNames } from './class-names'

export type TextSize = 's' | 'm' | 'l' | 'xl'

export interface LabelProps {
  htmlFor?: string
  size?: TextSize
  /** Wraps the label in the page's `h1`, so that it is heard once. */
  asHeading?: boolean
  className?: string
  children: ReactNode
}

export function Label({ htmlFor, size, asHeading, className, children }: LabelProps) {
  const label = (
    <label
      className={classNames('govuk-label', size && `govuk-label--${size}`, className)}
      htmlFor={htmlFor}
    >
      {children}
    </label>
  )
  return asHeading ? <h1 className="govuk-label-wrapper">{label}</h1> : label
}
