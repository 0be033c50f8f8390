import type { ReactNode } from 'react'
import { describedByIds } from './described-by'
import { ErrorMessage } from './error-message'
import { Fieldset } from './fieldset'
import { FormGroup } from './form-group'
import { Hint } from './hint'
import type { TextSize } from './label'

export interface GroupedFieldProps {
  name: string
  /** The name, unless told otherwise. The first control carries it, so an error can link to it. */
  id?: string
  /** Without a legend there is no fieldset. */
  legend?: ReactNode
  legendSize?: TextSize
  /** The legend holds the page's `h1`. */
  legendAsHeading?: boolean
  legendClassName?: string
  hint?: ReactNode
  error?: ReactNode
  /** Ids of other elements that describe the group; heard before the hint. */
  describedBy?: string
  groupClassName?: string
  /** More class names for the element around the controls. */
  className?: string
}

type GroupedFieldFrame = Omit<GroupedFieldProps, 'className'> & {
  role?: 'group'
  children: ReactNode
}

/** The frame that radios, checkboxes and dates share: fieldset and legend, hint, error, controls. */
export function GroupedField({
  name,
  id = name,
  legend,
  hint,
  error,
  describedBy,
  groupClassName,
  role,
  children,
  ...legendStyle
}: GroupedFieldFrame) {
  const inner = (
    <>
      {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {error && <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage>}
      {children}
    </>
  )
  return (
    <FormGroup error={error} className={groupClassName}>
      {legend ? (
        <Fieldset
          legend={legend}
          {...legendStyle}
          role={role}
          describedBy={describedByIds(id, { describedBy, hint, error })}
        >
          {inner}
        </Fieldset>
      ) : (
        inner
      )}
    </FormGroup>
  )
}
