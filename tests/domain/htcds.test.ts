import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { knownCodes } from '@/lib/exports/htcds/codes'
import { htcdsField, htcdsFields, type HtcdsName } from '@/lib/exports/htcds/fields'
import {
  extensions,
  filled,
  htcdsRecord,
  leftOut,
  type HtcdsCase,
} from '@/lib/exports/htcds/record'
import { tracks } from '@/lib/casework/outcomes'
import { fieldSets, type Audience } from '@/lib/disclosure/field-sets'
import { project } from '@/lib/disclosure/project'
import { allQuestions } from '@/lib/referral/all-questions'
import { organisationTypes } from '@/lib/routing/organisation-types'
import { anyTyped } from '@/tests/support/any-answers'
import { anyFacts } from '@/tests/support/any-facts'
import { typedOf } from '@/tests/support/send-answers'
import { workedCase } from '@/tests/support/worked-case'
import cases from './routing-cases.json'

const isName = (name: string): name is HtcdsName => Object.hasOwn(htcdsFields, name)

/** What is wrong with a record by the standard's own lists; nothing where it is valid. */
const faultsOf = (record: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.entries(record).flatMap(([name, value]) => {
    if (value === undefined || name.startsWith('hmsp_')) return []
    if (!isName(name)) return [`${name} is no field of the standard`]
    const { kind, values, codes } = htcdsField(name)
    const several = Array.isArray(value)
    const allowed: readonly string[] | undefined = values ?? (codes && knownCodes[codes])
    return [
      ...(several !== (kind === 'many') ? [`${name} holds ${several ? 'several' : 'one'}`] : []),
      ...(kind === 'number' && typeof value !== 'number' ? [`${name} is no number`] : []),
      ...(kind === 'date' && !/^\d{4}-\d\d-\d\d$/.test(String(value)) ? [`${name} is no day`] : []),
      ...[value]
        .flat()
        .filter((one) => allowed && !allowed.includes(String(one)))
        .map((one) => `${name} may not be ${String(one)}`),
    ]
  })

const anyCase = (typed: fc.Arbitrary<HtcdsCase['typed']>): fc.Arbitrary<HtcdsCase> =>
  fc.record({
    pseudonym: fc.uuid(),
    submittedOn: fc.constant('2026-11-21'),
    facts: anyFacts,
    area: fc.constantFrom(null, 'dacorum'),
    organisation: fc.record({
      name: fc.constant('An organisation'),
      type: fc.constantFrom(...Object.keys(organisationTypes)),
    }),
    items: fc.array(fc.record({ open: fc.boolean(), paused: fc.boolean() }), { maxLength: 3 }),
    outcomes: fc.record(
      { nrm: fc.constantFrom(...Object.keys(tracks.nrm.values)) },
      { requiredKeys: [] },
    ),
    typed,
  })

const audiences = Object.keys(fieldSets) as Audience[]

/** Words that say who somebody is, or that were typed freely, in every question that takes such. */
const telltale = 'Kanarienvogel'
const typedFreely = Object.fromEntries(
  Object.entries(allQuestions)
    .filter(([, { kind }]) => ['text', 'long-text', 'phone', 'email'].includes(kind))
    .map(([id]) => [id, telltale]),
)

describe('a record of the Human Trafficking Case Data Standard', () => {
  it.each(cases.map(({ id }) => id))('holds valid values only: demonstration case %s', (id) => {
    const [sample] = fc.sample(anyCase(fc.constant(typedOf(workedCase(id)))), 1)
    expect(sample && faultsOf(htcdsRecord(sample))).toEqual([])
  })

  it('holds valid values only, whatever was typed', () =>
    fc.assert(
      fc.property(anyCase(anyTyped(allQuestions)), (known) => {
        expect(faultsOf(htcdsRecord(known))).toEqual([])
      }),
      { numRuns: 300 },
    ))

  it('has its fields in the standard or in a namespace of our own', () => {
    const [sample] = fc.sample(anyCase(fc.constant({})), 1)
    expect(Object.keys(sample ? htcdsRecord(sample) : {})).toEqual([...extensions, ...filled])
    expect(extensions.filter((name) => !name.startsWith('hmsp_'))).toEqual([])
    expect(faultsOf({ prs_Gender: 'female' })).toEqual(['prs_Gender may not be female'])
  })

  it('never holds what says who somebody is, nor a word that was typed', () =>
    fc.assert(
      fc.property(anyCase(anyTyped(allQuestions)), fc.constantFrom(...audiences), (known, seer) => {
        const typed = { ...known.typed, ...typedFreely, dateOfBirth: ['27', '3', '1991'] }
        const record = htcdsRecord({ ...known, typed: project(seer, typed) })
        expect(JSON.stringify(record)).not.toContain(telltale)
        const sees: readonly string[] = fieldSets[seer].sees
        expect(record.hmsp_BirthYear).toBe(sees.includes('identity') ? '1991' : undefined)
      }),
    ))

  it('fills every field that a question names, or leaves it out on purpose', () => {
    const named = Object.values(allQuestions).flatMap((question) => {
      const { htcds } = question.fills ?? ({} as Readonly<Record<string, string>>)
      return htcds ?? []
    })
    const known: readonly string[] = [...filled, ...leftOut]
    const missing = named.filter((name) => !known.includes(name) && name !== 'hte_Country')
    expect(missing).toEqual([])
    expect(leftOut.filter((name) => !named.includes(name))).toEqual([])
  })

  it('says what the Home Office decided, and before that that somebody may be one', () => {
    const [known] = fc.sample(anyCase(fc.constant({})), 1)
    const statusOf = (nrm?: string) =>
      known && htcdsRecord({ ...known, outcomes: nrm ? { nrm } : {} }).vic_TraffickingStatus
    expect([undefined, 'rg_negative', 'cg_negative', 'cg_positive'].map(statusOf)).toEqual([
      'PossibleVictimOfTrafficking',
      'PossibleVictimOfTrafficking',
      'NotAVictimOfTrafficking',
      'ActualVictimOfTrafficking',
    ])
  })
})
