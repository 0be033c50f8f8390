import { county } from '@/lib/county/county'
import { organisationTypes } from '@/lib/routing/organisation-types'
import type { DimensionName } from './dimensions'
import type { FigureName } from './figures'
import type { Fit } from './suppression'

export interface PublishedTable {
  readonly figure: FigureName
  readonly by: DimensionName
  readonly fit: Fit
  readonly title: string
  /** The lines that are told, where not all of the dimension are. */
  readonly codes?: readonly string[]
  readonly note?: string
  /** How its lines are said after "most referrals went", where they need words of their own. */
  readonly said?: { readonly verb: string; readonly words: Readonly<Record<string, string>> }
}

/**
 * The tables of a year that are published, each of one dimension. No number of one can be worked out
 * from the others: that is why queues (one is the same as a route), reports to the police (they follow
 * from the organisations), ages when exploited (a child was one then too) and what became of the year's
 * referrals are not among them. Of the outcomes only decisions are, so that no chain of them is told.
 * Nationalities are not: with so many lines most would be hidden in a county, and who is the only one of
 * a nationality is known to many.
 */
export const publishedTables: readonly PublishedTable[] = [
  {
    figure: 'referrals',
    by: 'route',
    fit: 'parts',
    title: 'Referrals by where they went',
    said: {
      verb: 'went',
      words: {
        nrm: 'to the National Referral Mechanism',
        duty_to_notify: 'to the Home Office by the duty to notify',
        support: `to ${county.victimCareCentre} for support`,
        police: 'to the police only',
        waiting: 'on hold until the person is asked',
      },
    },
  },
  {
    figure: 'organisations',
    by: 'organisationType',
    fit: 'parts',
    title: 'Referrals by kind of organisation',
  },
  {
    figure: 'exploitation',
    by: 'exploitation',
    fit: 'overlapping',
    title: 'Referrals by type of exploitation',
  },
  { figure: 'genders', by: 'gender', fit: 'parts', title: 'Referrals by gender' },
  { figure: 'ages', by: 'ageGroup', fit: 'parts', title: 'Referrals by age group' },
  { figure: 'areas', by: 'area', fit: 'parts', title: 'Referrals by district' },
  {
    figure: 'outcomes',
    by: 'outcome',
    fit: 'apart',
    title: 'Decisions of the National Referral Mechanism',
    note: 'Of the outcomes, only these decisions are published.',
    codes: ['nrm:rg_positive', 'nrm:rg_negative', 'nrm:cg_positive', 'nrm:cg_negative'],
  },
  { figure: 'duties', by: 'dutyState', fit: 'apart', title: 'Duties that fell due' },
]

/** Some lines of a table. */
export type Lines = readonly [figure: FigureName, codes: readonly string[]]

const withoutDuty = Object.entries(organisationTypes).flatMap(([type, { dutyToNotify }]) =>
  dutyToNotify ? [] : [type],
)

/**
 * What no referral is at once, as everybody knows: a child is never left to the duty to notify, and only
 * some organisations have it. Of the two the first table is left out where they would tell something
 * together. Source: Modern Slavery Act 2015 s.51 and s.52; lib/routing/policy.ts, B4 and C9.
 */
export const neverTogether: readonly (readonly [Lines, Lines])[] = [
  [
    ['ages', ['child', 'uncertain']],
    ['referrals', ['duty_to_notify', 'waiting']],
  ],
  [
    ['organisations', withoutDuty],
    ['referrals', ['duty_to_notify']],
  ],
]
