import { ChoiceItems, type Choice } from './choice'
import { classNames } from './class-names'
import { describedByIds } from './described-by'
import { GroupedField, type GroupedFieldProps } from './grouped-field'

export interface CheckboxesProps extends GroupedFieldProps {
  items: readonly Choice[]
  /** What was chosen before. Never choose for people. */
  values?: readonly string[]
  /** For caseworkers' pages only. */
  small?: boolean
}

export function Checkboxes({ items, values = [], small, className, ...field }: CheckboxesProps) {
  const id = field.id ?? field.name
  return (
    <GroupedField {...field}>
      <div
        className={classNames('govuk-checkboxes', small && 'govuk-checkboxes--small', className)}
        data-module="govuk-checkboxes"
      >
        <ChoiceItems
          kind="checkboxes"
          id={id}
          name={field.name}
          items={items}
          isChosen={(candidate) => values.includes(candidate)}
          describedBy={field.legend ? undefined : describedByIds(id, field)}
        />
      </div>
    </GroupedField>
  )
}
