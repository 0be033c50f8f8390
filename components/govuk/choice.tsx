import { Fragment, type ReactNode } from 'react'
import { classNames } from './class-names'
import { Hint } from './hint'
import { Label } from './label'

export interface ChoiceOption {
  value: string
  label: ReactNode
  labelClassName?: string
  hint?: ReactNode
  /** One simple question that shows only while this option is chosen. Never with `inline`. */
  conditional?: ReactNode
  /** For checkboxes: choosing this one clears the others. */
  exclusive?: boolean
  id?: string
  disabled?: boolean
}

/** An option, or a word such as "or" between options. */
export type Choice = ChoiceOption | { divider: string }

interface ChoiceItemsProps {
  kind: 'radios' | 'checkboxes'
  id: string
  name: string
  items: readonly Choice[]
  isChosen: (value: string) => boolean
  describedBy?: string
}

/** The options of radios or checkboxes, each with its label, hint and conditional question. */
export function ChoiceItems({ kind, id, name, items, isChosen, describedBy }: ChoiceItemsProps) {
  return items.map((item, index) => {
    if ('divider' in item) {
      return (
        <div key={index} className={`govuk-${kind}__divider`}>
          {item.divider}
        </div>
      )
    }
    const itemId = item.id ?? (index === 0 ? id : `${id}-${index + 1}`)
    const hintId = item.hint ? `${itemId}-item-hint` : undefined
    const conditionalId = `conditional-${itemId}`
    const chosen = isChosen(item.value)
    return (
      <Fragment key={index}>
        <div className={`govuk-${kind}__item`}>
          <input
            className={`govuk-${kind}__input`}
            id={itemId}
            name={name}
            type={kind === 'radios' ? 'radio' : 'checkbox'}
            value={item.value}
            defaultChecked={chosen}
            disabled={item.disabled}
            data-aria-controls={item.conditional ? conditionalId : undefined}
            data-behaviour={item.exclusive ? 'exclusive' : undefined}
            aria-describedby={classNames(describedBy, hintId)}
          />
          <Label
            htmlFor={itemId}
            className={classNames(`govuk-${kind}__label`, item.labelClassName)}
          >
            {item.label}
          </Label>
          {item.hint && (
            <Hint id={hintId} className={`govuk-${kind}__hint`}>
              {item.hint}
            </Hint>
          )}
        </div>
        {item.conditional && (
          <div
            id={conditionalId}
            className={classNames(
              `govuk-${kind}__conditional`,
              !chosen && `govuk-${kind}__conditional--hidden`,
            )}
          >
            {item.conditional}
          </div>
        )}
      </Fragment>
    )
  })
}
