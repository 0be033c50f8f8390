import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { branchOf, walkForm, type Branch, type Entries } from '@/lib/packs/form-walk'
import { fieldTypes, listNames, nrmForm } from '@/lib/packs/nrm-form'
import { notKnownOf, optionsOf } from '@/lib/packs/pack-entry'

const condition = z.strictObject({
  field: z.string(),
  in: z.array(z.string()).min(1).optional(),
})
const formSchema = z.strictObject({
  version: z.iso.date(),
  source: z.string().min(1),
  inOurWords: z.array(z.string()),
  unreachable: z.array(z.string()),
  notKnown: z.array(z.string()),
  presets: z.array(
    z.strictObject({ field: z.string(), value: z.string(), when: z.array(condition) }),
  ),
  pages: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string().min(1),
      when: z.array(condition).min(1).optional(),
      fields: z.array(
        z.strictObject({
          id: z.string(),
          type: z.enum(fieldTypes),
          label: z.string().min(1),
          required: z.literal(true).optional(),
          group: z.string().optional(),
          when: z.array(condition).min(1).optional(),
          options: z.record(z.string(), z.string().min(1)).optional(),
          list: z.enum(listNames).optional(),
          limit: z.int().positive().optional(),
          refuses: z.literal('web addresses').optional(),
        }),
      ),
    }),
  ),
  lists: z.partialRecord(z.enum(listNames), z.array(z.string().min(1)).min(1)),
})

const fields = nrmForm.pages.flatMap((page) => page.fields)

describe('the definition of the Home Office form', () => {
  test('has the shape that its types promise', () => {
    expect(formSchema.parse(nrmForm)).toEqual(nrmForm)
  })

  test('has every field that can be chosen with its options or its list', () => {
    const without = fields.filter(
      ({ type, options, list }) => /group|select/.test(type) && !options && !list,
    )
    expect(without).toEqual([])
  })

  test.each(nrmForm.pages.filter((page) => page.when ?? page.fields.some((one) => one.when)))(
    'asks $id by what stands before it, or on it, and can be so',
    (page) => {
      const before = nrmForm.pages.slice(0, nrmForm.pages.indexOf(page) + 1)
      const asked = before.flatMap((one) => one.fields)
      const conditions = [page, ...page.fields].flatMap(({ when = [] }) => when)
      for (const { field, in: values = [] } of conditions) {
        const found = asked.filter(({ id }) => id === field)
        expect(found).not.toEqual([])
        const options = found.flatMap((one) => Object.keys(optionsOf(nrmForm, one) ?? {}))
        expect(values.filter((value) => !options.includes(value))).toEqual([])
      }
    },
  )

  test.each([
    ['towns', 1608],
    ['regions', 98],
    ['countries', 195],
    ['nationalities', 222],
    ['councils', 451],
    ['policeForces', 47],
  ] as const)('names %s, each once', (list, count) => {
    expect(new Set(nrmForm.lists[list]).size).toBe(count)
    expect(nrmForm.lists[list]).toHaveLength(count)
  })

  test('takes 15,000 characters in every text, but for whose number it is', () => {
    const texts = fields.filter(({ type }) => type === 'textarea')
    expect(new Set(texts.map(({ limit }) => limit))).toEqual(new Set([15_000]))
    expect(fields.filter(({ limit }) => limit === 250).map(({ id }) => id)).toEqual([
      'alternative-number-relation-to-pv',
    ])
  })

  test('says “not known” in its own words where it can, and never by the third gender', () => {
    const how = (id: string) => {
      const field = fields.find((one) => one.id === id)
      return field && notKnownOf(nrmForm, field)
    }
    expect(how('pv-nationality')).toBe('Unknown')
    expect(how('any-other-pvs')).toBe('not-sure')
    expect(how('potential-victim-exploitative-situation-multiple')).toBe('i-dont-know')
    expect(how('pv-gender')).toBeUndefined()
    expect(how('still-in-exploitative-situation')).toBeUndefined()
  })
})

const simplest: Entries = {
  'potential-victim-exploitative-situation-multiple': 'no',
  'were-they-taken-somewhere-by-their-exploiter': 'no',
  'still-in-exploitative-situation': 'no',
  'is-this-the-first-chance-to-report': 'yes',
  'where-exploitation-happened': 'uk',
  'exploiters-location': 'no',
  'future-exploitation-concerns': 'no',
  'authorities-cooperation': 'no',
  'does-pv-need-support': 'no',
  'who-contact': 'potential-victim',
}
const adult = { 'pv-under-age': 'no', 'pv-want-to-submit-nrm': 'yes' }
const refused = { 'pv-under-age': 'no', 'pv-want-to-submit-nrm': 'no' }
const pagesOf = (entries: Entries) =>
  walkForm(nrmForm, entries)
    .map(({ page }) => page.id)
    .filter((id) => id !== 'confirm')

describe('the way through the form, with the simplest answers', () => {
  test.each<[string, number, Entries, Branch]>([
    ['an adult who wants no support', 46, adult, 'adult'],
    ['an adult who wants support', 47, { ...adult, 'does-pv-need-support': 'yes' }, 'adult'],
    ['a child', 43, { 'pv-under-age': 'yes' }, 'child'],
    ['somebody who may be a child', 43, { 'pv-under-age': 'not-sure' }, 'child'],
    ['a duty to notify without a name', 35, refused, 'anonymous_notification'],
    [
      'a duty to notify with a name',
      37,
      { ...refused, 'authorities-cooperation': 'yes' },
      'named_notification',
    ],
  ])('%s: %i pages before the check', (_, count, entries, branch) => {
    expect(pagesOf({ ...simplest, ...entries })).toHaveLength(count)
    expect(branchOf(entries)).toBe(branch)
  })

  test('asks nothing that only an adult decides of a child', () => {
    const child = pagesOf({ ...simplest, 'pv-under-age': 'yes', 'does-pv-need-support': 'yes' })
    for (const page of [
      'pv-under-age-at-time-of-exploitation',
      'does-pv-need-support',
      'pv-phone-number',
      'who-contact',
      'pv-contact-details-referral',
      'someone-else',
    ])
      expect(child).not.toContain(page)
  })

  test('stays a child’s, whatever is said of consent', () => {
    const said = { ...simplest, 'pv-under-age': 'yes', 'pv-want-to-submit-nrm': 'no' }
    expect(pagesOf(said)).toContain('pv-name-referral')
    expect(branchOf(said)).toBe('child')
  })

  test('cannot be told while an adult has not said yes or no', () => {
    expect(branchOf({ 'pv-under-age': 'no' })).toBeUndefined()
    expect(branchOf({})).toBeUndefined()
    expect(pagesOf({ ...simplest, 'pv-under-age': 'no' })).not.toContain('pv-gender-dtn')
  })

  test('has no field of a page that is not reached, whatever is entered', () => {
    const entries = fc.dictionary(
      fc.constantFrom(...fields.map(({ id }) => id)),
      fc.constantFrom('yes', 'no', 'not-sure', 'uk', 'email', 'potential-victim', 'true'),
    )
    fc.assert(
      fc.property(entries, (entered) => {
        const reached = walkForm(nrmForm, entered)
        const order = reached.map(({ page }) => nrmForm.pages.indexOf(page))
        expect(order).toEqual([...order].sort((one, other) => one - other))
        const names = reached.map(({ page }) => page.id)
        const isReferred = names.includes('pv-name-referral')
        const isNotified = names.includes('pv-gender-dtn')
        expect(isReferred && isNotified).toBe(false)
        if (names.includes('pv-name-dtn'))
          expect(entered).toMatchObject({ 'authorities-cooperation': 'yes' })
      }),
    )
  })
})
