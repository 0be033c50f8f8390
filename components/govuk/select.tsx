import { classNames } from './class-names'
import { LabelledField, type LabelledFieldProps } from './labelled-field'

export interface SelectOption {
  value: string
  label: string
  disabled?: boolean
}

export interface SelectProps extends LabelledFieldProps {
  items: readonly SelectOption[]
  value?: string
  autoComplete?: string
  disabled?: boolean
  className?: string
}

export function Select({ items, value, autoComplete, disabled, className, ...field }: SelectProps) {
  return (
    <LabelledField
      {...field}
      control={(control) => (
        <select
          className={classNames(
            'govuk-select',
            className,
            field.error ? 'govuk-select--error' : '',
          )}
          {...control}
          defaultValue={value}
          autoComplete={autoComplete}
          disabled={disabled}
        >
          {items.map((item) => (
            <option key={item.value} value={item.value} disabled={item.disabled}>
              {item.label}
            </option>
          ))}
        </select>
      )}
    />
  )
}
