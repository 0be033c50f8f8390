import { z } from 'zod'
import { CharacterCount } from '@/components/govuk/character-count'
import { FileUpload } from '@/components/govuk/file-upload'
import { Input } from '@/components/govuk/input'
import { Label } from '@/components/govuk/label'
import { Select } from '@/components/govuk/select'
import { Textarea } from '@/components/govuk/textarea'
import { formGroup, heading, sized, translation, value, worded, words } from './govuk-example'

const labelled = {
  id: z.string().optional(),
  name: z.string(),
  label: z.strictObject(heading),
  hint: words.optional(),
  errorMessage: words.optional(),
  describedBy: z.string().optional(),
  classes: z.string().optional(),
  formGroup,
}

function asLabelled(options: z.output<z.ZodObject<typeof labelled>>) {
  const label = sized('govuk-label', options.label.classes)
  return {
    id: options.id,
    name: options.name,
    label: worded(options.label),
    labelSize: label.size,
    labelClassName: label.className,
    labelAsHeading: options.label.isPageHeading,
    hint: options.hint && worded(options.hint),
    error: options.errorMessage && worded(options.errorMessage),
    describedBy: options.describedBy,
    groupClassName: options.formGroup?.classes,
    className: options.classes,
  }
}

/** The translations of fields with a label. */
export const fields = {
  label: translation(
    15,
    z.strictObject({ ...heading, for: z.string().optional() }),
    ({ classes, isPageHeading, for: htmlFor, ...said }) =>
      said.text || said.html ? (
        <Label htmlFor={htmlFor} asHeading={isPageHeading} {...sized('govuk-label', classes)}>
          {worded(said)}
        </Label>
      ) : null,
  ),
  input: translation(
    37,
    z.strictObject({
      ...labelled,
      value: value.optional(),
      type: z.enum(['text', 'email', 'tel', 'url', 'search', 'password']).optional(),
      inputmode: z.enum(['numeric', 'decimal', 'text', 'tel', 'email', 'search']).optional(),
      autocomplete: z.string().optional(),
      autocapitalize: z.string().optional(),
      spellcheck: z.boolean().optional(),
      disabled: z.boolean().optional(),
      prefix: words.optional(),
      suffix: words.optional(),
    }),
    (options) => {
      const width = ([2, 3, 4, 5, 10, 20, 30] as const).find(
        (each) => options.classes === `govuk-input--width-${each}`,
      )
      return (
        <Input
          {...asLabelled(options)}
          className={width ? undefined : options.classes}
          width={width}
          value={options.value}
          type={options.type}
          inputMode={options.inputmode}
          autoComplete={options.autocomplete}
          autoCapitalize={options.autocapitalize}
          spellCheck={options.spellcheck}
          disabled={options.disabled}
          prefix={options.prefix && worded(options.prefix)}
          suffix={options.suffix && worded(options.suffix)}
        />
      )
    },
  ),
  'file-upload': translation(
    8,
    z.strictObject({ ...labelled, multiple: z.literal(false).optional() }),
    (options) => <FileUpload {...asLabelled(options)} />,
  ),
  textarea: translation(
    17,
    z.strictObject({
      ...labelled,
      value: value.optional(),
      rows: z.number().optional(),
      autocomplete: z.string().optional(),
      spellcheck: z.boolean().optional(),
    }),
    (options) => (
      <Textarea
        {...asLabelled(options)}
        value={options.value}
        rows={options.rows}
        autoComplete={options.autocomplete}
        spellCheck={options.spellcheck}
      />
    ),
  ),
  'character-count': translation(
    25,
    z.strictObject({
      ...labelled,
      maxlength: z.number(),
      threshold: z.number().optional(),
      countType: z.enum(['length', 'characters', 'words']).optional(),
      value: value.optional(),
      rows: z.number().optional(),
      spellcheck: z.boolean().optional(),
    }),
    (options) => (
      <CharacterCount
        {...asLabelled(options)}
        maxLength={options.maxlength}
        threshold={options.threshold}
        countType={options.countType}
        value={options.value}
        rows={options.rows}
        spellCheck={options.spellcheck}
      />
    ),
  ),
  select: translation(
    12,
    z.strictObject({
      ...labelled,
      value: value.optional(),
      items: z.array(
        z.strictObject({
          value,
          text: z.string(),
          disabled: z.boolean().optional(),
          selected: z.literal(true).optional(),
        }),
      ),
    }),
    (options) => (
      <Select
        {...asLabelled(options)}
        value={options.value ?? options.items.find((item) => item.selected)?.value}
        items={options.items.map(({ text, ...item }) => ({ ...item, label: text }))}
      />
    ),
  ),
}
