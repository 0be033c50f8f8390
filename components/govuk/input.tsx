import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { LabelledField, type LabelledFieldProps } from './labelled-field'

export interface InputProps extends LabelledFieldProps {
  /** Never `number`: ask for whole numbers with `inputMode="numeric"`. */
  type?: 'text' | 'email' | 'tel' | 'url' | 'search' | 'password'
  value?: string
  /** How many characters it should look made for. */
  width?: 2 | 3 | 4 | 5 | 10 | 20 | 30
  inputMode?: 'numeric' | 'decimal' | 'text' | 'tel' | 'email' | 'search'
  autoComplete?: string
  autoCapitalize?: string
  spellCheck?: boolean
  prefix?: ReactNode
  suffix?: ReactNode
  disabled?: boolean
  className?: string
}

export function Input({
  type = 'text',
  value,
  width,
  inputMode,
  autoComplete,
  autoCapitalize,
  spellCheck,
  prefix,
  suffix,
  disabled,
  className,
  ...field
}: InputProps) {
  return (
    <LabelledField
      {...field}
      control={(control) => {
        const input = (
          <input
            className={classNames(
              'govuk-input',
              width && `govuk-input--width-${width}`,
              className,
              field.error ? 'govuk-input--error' : '',
            )}
            {...control}
            type={type}
            defaultValue={value}
            inputMode={inputMode}
            autoComplete={autoComplete}
            autoCapitalize={autoCapitalize}
            spellCheck={spellCheck}
            disabled={disabled}
          />
        )
        return prefix || suffix ? (
          <div className="govuk-input__wrapper">
            <Affix side="prefix">{prefix}</Affix>
            {input}
            <Affix side="suffix">{suffix}</Affix>
          </div>
        ) : (
          input
        )
      }}
    />
  )
}

function Affix({ side, children }: { side: 'prefix' | 'suffix'; children: ReactNode }) {
  if (!children) return null
  return (
    <div className={`govuk-input__${side}`} aria-hidden="true">
      {children}
    </div>
  )
}
