import { describe, expect, test } from 'vitest'
import { compareForms } from '@/lib/packs/form-changes'
import { nrmForm, type Form, type FormField, type FormPage } from '@/lib/packs/nrm-form'
import { questionsFilling } from '@/lib/packs/nrm-fillings'

const compared = (after: Form) => compareForms(nrmForm, after, questionsFilling)
const withPages = (change: (page: FormPage) => FormPage | undefined): Form => ({
  ...nrmForm,
  version: '2027-01-01',
  pages: nrmForm.pages.flatMap((page) => change(page) ?? []),
})
const withField = (id: string, change: (field: FormField) => FormField | undefined) =>
  withPages((page) => ({
    ...page,
    fields: page.fields.flatMap((field) => (field.id === id ? (change(field) ?? []) : field)),
  }))

describe('when the Home Office changes its form', () => {
  test('nothing is affected by a new version that says the same', () => {
    expect(compared({ ...nrmForm, version: '2027-01-01' })).toEqual({
      from: nrmForm.version,
      to: '2027-01-01',
      pages: [],
      fields: [],
      questions: [],
      unfilled: [],
    })
  })

  test('an option that is gone names the question that gave it', () => {
    const changes = compared(
      withField('pv-gender', (field) => ({
        ...field,
        options: { female: 'Female', male: 'Male', other: 'Other' },
      })),
    )
    expect(changes.fields.map(({ page, parts }) => [page, parts])).toEqual([
      ['pv-gender-dtn', ['options']],
      ['pv-gender-referral', ['options']],
    ])
    expect(changes.fields[0]).toMatchObject({
      optionsAdded: ['other'],
      optionsRemoved: ['unknown'],
    })
    expect(changes.questions).toEqual(['gender'])
  })

  test('a town that is gone from the list names every question that fills a town', () => {
    const towns = nrmForm.lists.towns?.filter((town) => town !== 'Luton')
    const changes = compared({ ...nrmForm, lists: { ...nrmForm.lists, towns } })
    expect(new Set(changes.fields.flatMap((field) => field.optionsRemoved))).toEqual(
      new Set(['Luton']),
    )
    expect([...changes.questions].sort()).toEqual(['townNow', 'ukTowns'])
  })

  test('a shorter limit, a new label and a field that must be filled now are told apart', () => {
    const changes = compared(
      withField('details-last-contact', (field) => ({
        ...field,
        label: 'Last contact',
        limit: 5_000,
        required: true,
      })),
    )
    expect(changes.fields).toMatchObject([
      { field: 'details-last-contact', parts: ['label', 'required', 'limit'] },
    ])
    expect(changes.questions).toEqual(['lastContactDetails'])
  })

  test('a field that is added is one that nothing of ours fills', () => {
    const added: FormField = { id: 'tattoos', type: 'textarea', label: 'Tattoos', limit: 15_000 }
    const changes = compared(
      withPages((page) =>
        page.id === 'who-exploited-pv' ? { ...page, fields: [...page.fields, added] } : page,
      ),
    )
    expect(changes.fields).toMatchObject([{ field: 'tattoos', parts: ['added'] }])
    expect(changes.unfilled).toEqual(['tattoos'])
  })

  test('a page that goes takes its fields, and names the questions that stood behind them', () => {
    const changes = compared(
      withPages((page) => (page.id === 'professional-insight' ? undefined : page)),
    )
    expect(changes.pages).toEqual([{ page: 'professional-insight', parts: ['removed'] }])
    expect(changes.fields).toMatchObject([{ field: 'professional-insight', parts: ['removed'] }])
    expect(changes.questions).toEqual(['yourView'])
  })

  test('a page that is asked of others now affects the questions on it, though no field changed', () => {
    const changes = compared(
      withPages((page) =>
        page.id === 'pv-dob' ? { ...page, when: [{ field: 'pv-under-age', in: ['no'] }] } : page,
      ),
    )
    expect(changes.pages).toEqual([{ page: 'pv-dob', parts: ['when'] }])
    expect(changes.fields).toEqual([])
    expect(changes.questions).toEqual(['dateOfBirth'])
  })

  test('a page that stands elsewhere is said to be moved', () => {
    const [first, ...rest] = nrmForm.pages
    if (!first) throw new Error('The form has no page')
    const changes = compared({ ...nrmForm, pages: [...rest.slice(0, 1), first, ...rest.slice(1)] })
    expect(changes.pages.map(({ page, parts }) => [page, parts])).toEqual([
      ['organisation', ['moved']],
      ['reference', ['moved']],
    ])
  })
})
