import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { LabelledField, type DataAttributes, type LabelledFieldProps } from './labelled-field'

export interface TextareaProps extends LabelledFieldProps {
  value?: string
  rows?: number
  autoComplete?: string
  spellCheck?: boolean
  disabled?: boolean
  className?: string
  groupAttributes?: DataAttributes
  /** What follows the field within its group. */
  after?: ReactNode
}

export function Textarea({
  value,
  rows = 5,
  autoComplete,
  spellCheck,
  disabled,
  className,
  after,
  ...field
}: TextareaProps) {
  return (
    <LabelledField
      {...field}
      control={(control) => (
        <>
          <textarea
            className={classNames(
              'govuk-textarea',
              field.error ? 'govuk-textarea--error' : '',
              className,
            )}
            {...control}
            rows={rows}
            defaultValue={value}
            autoComplete={autoComplete}
            spellCheck={spellCheck}
            disabled={disabled}
          />
          {after}
        </>
      )}
    />
  )
}
