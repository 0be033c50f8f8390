import { classNames } from './class-names'
import { GroupedField, type GroupedFieldProps } from './grouped-field'
import { Input } from './input'

const parts = {
  day: { label: 'Day', width: 2 },
  month: { label: 'Month', width: 2 },
  year: { label: 'Year', width: 4 },
} as const

export type DatePart = keyof typeof parts

export interface DateInputProps extends GroupedFieldProps {
  values?: Partial<Record<DatePart, string>>
  /** Which parts to ask for; all three unless told otherwise. */
  ask?: readonly DatePart[]
  /** Which parts are wrong; all of them unless told otherwise. */
  wrong?: readonly DatePart[]
  /** `bday` only for the person's own birthday; `off` where it is about somebody else. */
  autoComplete?: 'bday' | 'off'
}

/** Three text boxes named `{name}-day`, `{name}-month` and `{name}-year` (bare if the name is ''). */
export function DateInput({
  values = {},
  ask = ['day', 'month', 'year'],
  wrong,
  autoComplete,
  className,
  ...field
}: DateInputProps) {
  const id = field.id ?? field.name
  const isWrong = (part: DatePart) => (wrong ? wrong.includes(part) : Boolean(field.error))
  return (
    <GroupedField {...field} role="group">
      <div className={classNames('govuk-date-input', className)} id={id}>
        {ask.map((part) => (
          <div key={part} className="govuk-date-input__item">
            <Input
              id={`${id}-${part}`}
              name={field.name ? `${field.name}-${part}` : part}
              label={parts[part].label}
              labelClassName="govuk-date-input__label"
              className={classNames(
                'govuk-date-input__input',
                isWrong(part) && 'govuk-input--error',
              )}
              width={parts[part].width}
              value={values[part]}
              inputMode="numeric"
              autoComplete={autoComplete === 'bday' ? `bday-${part}` : autoComplete}
            />
          </div>
        ))}
      </div>
    </GroupedField>
  )
}
