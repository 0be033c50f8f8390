import { ChoiceItems, type Choice } from './choice'
import { classNames } from './class-names'
import { GroupedField, type GroupedFieldProps } from './grouped-field'

export interface RadiosProps extends GroupedFieldProps {
  items: readonly Choice[]
  /** What was chosen before. Never choose for people. */
  value?: string
  inline?: boolean
  /** For caseworkers' pages only. */
  small?: boolean
}

export function Radios({ items, value, inline, small, className, ...field }: RadiosProps) {
  return (
    <GroupedField {...field}>
      <div
        className={classNames(
          'govuk-radios',
          small && 'govuk-radios--small',
          inline && 'govuk-radios--inline',
          className,
        )}
        data-module="govuk-radios"
      >
        <ChoiceItems
          kind="radios"
          id={field.id ?? field.name}
          name={field.name}
          items={items}
          isChosen={(candidate) => candidate === value}
        />
      </div>
    </GroupedField>
  )
}
