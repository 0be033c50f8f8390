import { z } from 'zod'
import { county } from '@/lib/county/county'
import { nrmForm, type FormField } from '@/lib/packs/nrm-form'
import { optionsOf } from '@/lib/packs/pack-entry'
import list from './fields.json' with { type: 'json' }

const field = z.strictObject({
  field: z.string(),
  type: z.string(),
  required: z.literal(true).optional(),
  /** One of the group's fields must be answered. */
  group: z.string().optional(),
  when: z.string().optional(),
  options: z.union([z.array(z.string()), z.string()]).optional(),
  checks: z.array(z.string()).default([]),
})
const step = z.strictObject({
  step: z.string(),
  when: z.string().optional(),
  fields: z.array(field),
})
export type ImitatedField = z.infer<typeof field>
export type ImitatedStep = z.infer<typeof step>

/**
 * The form, step by step, from the list of its fields that was read out of the form itself, and not
 * from the definition that our packs follow: where the two differ, a pack is refused.
 */
export const steps: readonly ImitatedStep[] = z
  .strictObject({ source: z.string(), steps: z.array(step) })
  .parse(list).steps

const [first] = steps
if (!first) throw new Error('The list of fields names no step')
export const firstStep: ImitatedStep = first

/** The definition that packs follow, for the words on a page: the list of fields has none. */
const worded: ReadonlyMap<string, FormField> = new Map(
  nrmForm.pages.flatMap((page) => page.fields.map((one) => [`${page.id}/${one.id}`, one])),
)

/** What stands beside a field, by which whoever keys in a pack finds it. */
export const labelOf = (place: ImitatedStep, { field: id }: ImitatedField) =>
  worded.get(`${place.step}/${id}`)?.label ?? id

export const titleOf = ({ step: id }: ImitatedStep) =>
  nrmForm.pages.find((page) => page.id === id)?.title ?? id

const named = (names: readonly string[]) => new Map(names.map((name) => [name, name]))

const choicesIn = (place: ImitatedStep, { field: id, options = [] }: ImitatedField) => {
  if (options === 'organisations') return named(county.organisations.map(({ name }) => name))
  const known = worded.get(`${place.step}/${id}`)
  const words = (known && optionsOf(nrmForm, known)) ?? {}
  const values = typeof options === 'string' ? Object.keys(words) : options
  return new Map(values.map((value) => [value, words[value] ?? value]))
}
const choices = new Map<ImitatedField, ReadonlyMap<string, string>>()

/** What can be chosen, by stored value, with the words beside it; nothing where anything is typed. */
export const choicesOf = (
  place: ImitatedStep,
  one: ImitatedField,
): ReadonlyMap<string, string> | undefined => {
  if (one.options === undefined) return undefined
  const made = choices.get(one) ?? choicesIn(place, one)
  choices.set(one, made)
  return made
}
