import current from './nrm-form/2026-04-21.json' with { type: 'json' }
import kept from './nrm-form/lists-2026-04-21.json' with { type: 'json' }

/** Holds where the field was answered, with one of these values where they are named. */
export interface Condition {
  readonly field: string
  readonly in?: readonly string[]
}

export const fieldTypes = [
  'checkbox',
  'checkbox-group',
  'input-date',
  'input-file',
  'input-text',
  'radio-group',
  'select',
  'textarea',
] as const

/** The long lists of the form, by name. The 526 organisations are not kept: each knows its own. */
export const listNames = [
  'towns',
  'regions',
  'countries',
  'nationalities',
  'councils',
  'policeForces',
  'organisations',
] as const
export type ListName = (typeof listNames)[number]

export interface FormField {
  readonly id: string
  readonly type: (typeof fieldTypes)[number]
  readonly label: string
  readonly required?: boolean
  /** One of the group's fields, at least, must be answered. */
  readonly group?: string
  /** Every condition must hold. */
  readonly when?: readonly Condition[]
  /** Stored value and the words beside it, in order. */
  readonly options?: Readonly<Record<string, string>>
  readonly list?: ListName
  /** The most characters, counted as the form counts them: UTF-16 units. */
  readonly limit?: number
  readonly refuses?: 'web addresses'
}

export interface FormPage {
  readonly id: string
  readonly title: string
  readonly when?: readonly Condition[]
  readonly fields: readonly FormField[]
}

/** A form of another organisation, that is keyed in by hand. */
export interface Form {
  /** The day of the form that is described, as an ISO date. */
  readonly version: string
  readonly source: string
  /** Pages and fields whose wording was not to be had: the words are ours, to find the place by. */
  readonly inOurWords: readonly string[]
  /** Names of pages and fields that the form's code has and no path reaches. */
  readonly unreachable: readonly string[]
  /** Values by which the form says that something is not known. */
  readonly notKnown: readonly string[]
  /** What the form answers by itself. */
  readonly presets: readonly {
    readonly field: string
    readonly value: string
    readonly when: readonly Condition[]
  }[]
  readonly pages: readonly FormPage[]
  readonly lists: Readonly<Partial<Record<ListName, readonly string[]>>>
}

/**
 * The Home Office's National Referral Mechanism form as it is now: pages in order, when each is
 * asked, fields, options. When the Home Office changes it, a version is added beside this one and
 * `compareForms` says which of our questions are affected.
 */
export const nrmForm: Form = { ...(current as Omit<Form, 'lists'>), lists: kept.lists }
