import type { Condition, Form, FormField, FormPage } from './nrm-form'

/** What is entered in a form: a value for each field, as the form stores it. */
export type Entries = Readonly<Record<string, string | readonly string[] | undefined>>

/** A page that is reached, with the fields that are asked on it. */
export interface ReachedPage {
  readonly page: FormPage
  readonly fields: readonly FormField[]
}

const isAnswered = (value: Entries[string]) => value !== undefined && value.length > 0

const holds = (conditions: readonly Condition[] | undefined, entries: Entries) =>
  (conditions ?? []).every(({ field, in: values }) => {
    const value = entries[field]
    if (!isAnswered(value)) return false
    return !values || [value].flat().some((one) => one !== undefined && values.includes(one))
  })

/**
 * The pages of a form that somebody reaches who enters this, in order, by the form's own rules.
 * What is entered in a field that is not reached counts for nothing.
 * @param form the form
 * @param entries a value for each field; those that the form presets need not be there
 */
export const walkForm = (form: Form, entries: Entries): readonly ReachedPage[] => {
  const known: Record<string, Entries[string]> = {}
  return form.pages.flatMap((page) => {
    for (const { field, value, when } of form.presets) if (holds(when, known)) known[field] = value
    if (!holds(page.when, known)) return []
    const fields = page.fields.filter((field) => {
      if (!holds(field.when, known)) return false
      known[field.id] = entries[field.id]
      return true
    })
    return [{ page, fields }]
  })
}

/** The four ways through the Home Office form. */
export const branches = ['adult', 'child', 'anonymous_notification', 'named_notification'] as const
export type Branch = (typeof branches)[number]

/**
 * Which way through the form these entries lead.
 * Source: Modern Slavery Act 2015 s.52 (the duty to notify), and the form's own rules.
 * @returns undefined while the form cannot tell: an adult has not said yes or no
 */
export const branchOf = (entries: Entries): Branch | undefined => {
  const underAge = entries['pv-under-age']
  if (underAge === 'yes' || underAge === 'not-sure') return 'child'
  if (underAge !== 'no') return undefined
  if (entries['pv-want-to-submit-nrm'] === 'yes') return 'adult'
  if (entries['pv-want-to-submit-nrm'] !== 'no') return undefined
  return entries['authorities-cooperation'] === 'yes'
    ? 'named_notification'
    : 'anonymous_notification'
}
