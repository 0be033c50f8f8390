import type { HTMLAttributes, ReactNode } from 'react'
import { classNames } from './class-names'

export interface FormGroupProps extends HTMLAttributes<HTMLDivElement> {
  error?: ReactNode
}

export function FormGroup({ error, className, children, ...attributes }: FormGroupProps) {
  return (
    <div
      className={classNames('govuk-form-group', error ? 'govuk-form-group--error' : '', className)}
      {...attributes}
    >
      {children}
    </div>
  )
}
