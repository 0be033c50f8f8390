import type { ReactNode } from 'react'
import { classNames } from './class-names'
import type { TextSize } from './label'

export interface FieldsetProps {
  legend: ReactNode
  legendSize?: TextSize
  /** Puts the page's `h1` inside the legend, so that it is heard once. */
  legendAsHeading?: boolean
  legendClassName?: string
  describedBy?: string
  role?: 'group'
  className?: string
  children?: ReactNode
}

export function Fieldset({
  legend,
  legendSize,
  legendAsHeading,
  legendClassName,
  describedBy,
  role,
  className,
  children,
}: FieldsetProps) {
  return (
    <fieldset
      className={classNames('govuk-fieldset', className)}
      role={role}
      aria-describedby={describedBy}
    >
      <legend
        className={classNames(
          'govuk-fieldset__legend',
          legendSize && `govuk-fieldset__legend--${legendSize}`,
          legendClassName,
        )}
      >
        {legendAsHeading ? <h1 className="govuk-fieldset__heading">{legend}</h1> : legend}
      </legend>
      {children}
    </fieldset>
  )
}
