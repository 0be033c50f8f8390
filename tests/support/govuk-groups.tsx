import { z } from 'zod'
import type { Choice } from '@/components/govuk/choice'
import { Checkboxes } from '@/components/govuk/checkboxes'
import { DateInput, type DatePart } from '@/components/govuk/date-input'
import { Fieldset } from '@/components/govuk/fieldset'
import { Radios } from '@/components/govuk/radios'
import {
  formGroup,
  heading,
  sized,
  translation,
  value,
  worded,
  wording,
  words,
} from './govuk-example'

const grouped = {
  hint: words.optional(),
  errorMessage: words.optional(),
  classes: z.string().optional(),
  formGroup,
  fieldset: z
    .strictObject({ legend: z.strictObject(heading), describedBy: z.string().optional() })
    .optional(),
}

function asGrouped(options: z.output<z.ZodObject<typeof grouped>>) {
  const legend = sized('govuk-fieldset__legend', options.fieldset?.legend.classes)
  return {
    legend: options.fieldset && worded(options.fieldset.legend),
    legendSize: legend.size,
    legendClassName: legend.className,
    legendAsHeading: options.fieldset?.legend.isPageHeading,
    describedBy: options.fieldset?.describedBy,
    hint: options.hint && worded(options.hint),
    error: options.errorMessage && worded(options.errorMessage),
    groupClassName: options.formGroup?.classes,
    className: options.classes,
  }
}

const option = z.strictObject({
  ...wording,
  value,
  id: z.string().optional(),
  checked: z.literal(true).optional(),
  disabled: z.boolean().optional(),
  behaviour: z.literal('exclusive').optional(),
  hint: words.optional(),
  label: z.strictObject({ classes: z.string() }).optional(),
  conditional: z.strictObject({ html: z.string() }).optional(),
})

const choices = {
  ...grouped,
  name: z.string(),
  idPrefix: z.string().optional(),
  items: z.array(z.union([option, z.strictObject({ divider: z.string() })])),
}

function asChoices(options: z.output<z.ZodObject<typeof choices>>) {
  const items = options.items.map((item): Choice =>
    'divider' in item
      ? item
      : {
          value: item.value,
          label: worded(item),
          labelClassName: item.label?.classes,
          id: item.id,
          disabled: item.disabled,
          exclusive: item.behaviour === 'exclusive',
          hint: item.hint && worded(item.hint),
          conditional: item.conditional && worded(item.conditional),
        },
  )
  const checked = options.items.flatMap((item) =>
    'checked' in item && item.checked ? item.value : [],
  )
  return { ...asGrouped(options), name: options.name, id: options.idPrefix, items, checked }
}

const dateItem = z.strictObject({
  name: z.enum(['day', 'month', 'year']),
  classes: z.enum(['govuk-input--width-2', 'govuk-input--width-4']).optional(),
  error: z.literal(true).optional(),
  autocomplete: z.string().startsWith('bday-').optional(),
})
const datePart = z
  .union([
    z.literal(false),
    z.strictObject({ error: z.boolean().optional(), value: z.number().optional() }),
  ])
  .optional()

/** The translations of groups of controls. */
export const groups = {
  fieldset: translation(
    17,
    z.strictObject({
      legend: z.strictObject(heading),
      html: z.string().optional(),
      describedBy: z.string().optional(),
      role: z.literal('group').optional(),
      classes: z.string().optional(),
    }),
    ({ legend, html, classes, ...rest }) => {
      const { size, className } = sized('govuk-fieldset__legend', legend.classes)
      return (
        <Fieldset
          {...rest}
          legend={worded(legend)}
          legendSize={size}
          legendClassName={className}
          legendAsHeading={legend.isPageHeading}
          className={classes}
        >
          {worded({ html })}
        </Fieldset>
      )
    },
  ),
  radios: translation(36, z.strictObject({ ...choices, value: value.optional() }), (options) => {
    const { checked, className = '', ...props } = asChoices(options)
    const style = className.split(' ')
    return (
      <Radios
        {...props}
        value={options.value ?? checked[0]}
        small={style.includes('govuk-radios--small')}
        inline={style.includes('govuk-radios--inline')}
      />
    )
  }),
  checkboxes: translation(
    32,
    z.strictObject({
      ...choices,
      values: z.array(value).optional(),
      describedBy: z.string().optional(),
    }),
    (options) => {
      const { checked, className, ...props } = asChoices(options)
      const small = className === 'govuk-checkboxes--small'
      return (
        <Checkboxes
          {...props}
          describedBy={props.describedBy ?? options.describedBy}
          values={options.values ?? checked}
          small={small}
          className={small ? undefined : className}
        />
      )
    },
  ),
  'date-input': translation(
    32,
    z.strictObject({
      ...grouped,
      id: z.string(),
      namePrefix: z.string().optional(),
      items: z.array(dateItem).optional(),
      day: datePart,
      month: datePart,
      year: datePart,
      values: z.record(z.string(), value).optional(),
    }),
    ({ id, namePrefix = '', items, values = {}, ...options }) => {
      const parts: readonly DatePart[] = ['day', 'month', 'year']
      const own = (part: DatePart) => options[part] || {}
      const ask = items?.length
        ? items.map((item) => item.name)
        : parts.filter((part) => options[part] !== false)
      const right = parts.filter((part) => own(part).error === false)
      const wrong = items?.length
        ? items.filter((item) => item.error).map((item) => item.name)
        : parts.filter((part) => own(part).error)
      const without = parts.filter((part) => !right.includes(part))
      const prefixed = (part: DatePart) => values[namePrefix ? `${namePrefix}-${part}` : part]
      const given = (part: DatePart) => own(part).value?.toString() ?? prefixed(part)
      return (
        <DateInput
          {...asGrouped(options)}
          id={id}
          name={namePrefix}
          ask={ask}
          wrong={wrong.length ? wrong : right.length ? without : undefined}
          values={{ day: given('day'), month: given('month'), year: given('year') }}
          autoComplete={items?.some((item) => item.autocomplete) ? 'bday' : undefined}
        />
      )
    },
  ),
}
