import type { ReactNode } from 'react'
import { describedByIds } from './described-by'
import { ErrorMessage } from './error-message'
import { FormGroup } from './form-group'
import { Hint } from './hint'
import { Label, type TextSize } from './label'

export interface LabelledFieldProps {
  name: string
  /** The name, unless told otherwise. */
  id?: string
  label: ReactNode
  labelSize?: TextSize
  /** The label is the page's `h1`. */
  labelAsHeading?: boolean
  labelClassName?: string
  hint?: ReactNode
  error?: ReactNode
  /** Ids of other elements that describe the field; heard before the hint. */
  describedBy?: string
  groupClassName?: string
}

/** What GOV.UK's script reads from the group. */
export type DataAttributes = Record<`data-${string}`, string | number | undefined>

interface Control {
  id: string
  name: string
  'aria-describedby': string | undefined
}

type LabelledFieldFrame = LabelledFieldProps & {
  groupAttributes?: DataAttributes
  control: (control: Control) => ReactNode
}

/** The frame that an input, a textarea and a select share: label, hint, error, then the control. */
export function LabelledField({
  name,
  id = name,
  label,
  labelSize,
  labelAsHeading,
  labelClassName,
  hint,
  error,
  describedBy,
  groupClassName,
  groupAttributes,
  control,
}: LabelledFieldFrame) {
  return (
    <FormGroup error={error} className={groupClassName} {...groupAttributes}>
      <Label htmlFor={id} size={labelSize} asHeading={labelAsHeading} className={labelClassName}>
        {label}
      </Label>
      {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {error && <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage>}
      {control({ id, name, 'aria-describedby': describedByIds(id, { describedBy, hint, error }) })}
    </FormGroup>
  )
}
