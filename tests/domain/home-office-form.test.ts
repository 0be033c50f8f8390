import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nrmForm } from '@/lib/packs/nrm-form'
import { optionsOf } from '@/lib/packs/pack-entry'
import { choicesOf, firstStep, steps } from '../support/home-office-form/fields'
import { keyIn, postedFor } from '../support/home-office-form/first-responder'
import { formOfRules, toldBy } from '../support/home-office-form/form-of-rules'
import { readStep, stepAfter, type Entered, type Posted } from '../support/home-office-form/rules'
import { serveForm, type ServedForm } from '../support/home-office-form/serve-form'
import { packFor } from '@/lib/packs/nrm-pack'
import { referredFrom } from '../support/nrm-packs'
import { situations } from '../support/situations'

const stepOf = (name: string) => {
  const found = steps.find(({ step }) => step === name)
  if (!found) throw new Error(`The form has no step ${name}`)
  return found
}

describe('the definition that packs follow is the form, as the list of its fields has it:', () => {
  test('the same steps, each with the same fields, in the same order', () => {
    expect(nrmForm.pages.map(({ id, fields }) => [id, ...fields.map((one) => one.id)])).toEqual(
      steps.map(({ step, fields }) => [step, ...fields.map(({ field }) => field)]),
    )
  })

  test.each(steps.filter(({ fields }) => fields.length > 0))('what $step asks for', (step) => {
    const page = nrmForm.pages.find(({ id }) => id === step.step)
    const ours = page?.fields.map((field) => ({
      field: field.id,
      type: field.type,
      required: field.required,
      group: field.group,
      limit: field.limit,
      refuses: field.refuses,
      options: field.list ?? (field.type === 'checkbox' ? undefined : optionsOf(nrmForm, field)),
    }))
    const theirs = step.fields.map((field) => ({
      field: field.field,
      type: field.type,
      required: field.required,
      group: field.group,
      limit: field.checks.map((check) => Number(/^maxlength:(\d+)/.exec(check)?.[1])).find(Boolean),
      refuses: field.checks.includes('notUrl') ? 'web addresses' : undefined,
      options:
        typeof field.options === 'string'
          ? field.options
          : field.options && Object.fromEntries(choicesOf(step, field) ?? []),
    }))
    expect(ours).toEqual(theirs)
  })
})

describe('the imitation refuses', () => {
  const child: Entered = { 'pv-under-age': 'yes' }
  test.each<[string, string, Posted, string[]]>([
    ['nothing at all', 'reference', {}, ['reference']],
    ['spaces alone', 'reference', { reference: ['  '] }, ['reference']],
    ['an option that it does not have', 'fr-location', { 'fr-location': ['france'] }, ['fr-location']],
    ['the words of an option', 'fr-location', { 'fr-location': ['England'] }, ['fr-location']],
    ['a town on no list', 'current-pv-location', { 'current-pv-location-uk-city': ['Nowhere'], 'current-pv-location-uk-region': ['Unknown'] }, ['current-pv-location-uk-city']],
    ['15,001 characters', 'professional-insight', { 'professional-insight': ['a'.repeat(15_001)] }, ['professional-insight']],
    ['7,501 pairs', 'professional-insight', { 'professional-insight': ['😀'.repeat(7_501)] }, ['professional-insight']],
    ['a web address', 'details-last-contact', { 'details-last-contact': ['See www.a.test'] }, ['details-last-contact']],
    ['what looks like one', 'details-last-contact', { 'details-last-contact': ['He left.then came'] }, ['details-last-contact']],
    ['a detail that a yes asks for', 'are-others-involved', { 'are-others-involved': ['yes'] }, ['are-others-involved-details']],
    ['no box of ten', 'types-of-exploitation', {}, ['types-of-exploitation-forced-to-work']],
    ['a day that is none', 'pv-dob', { 'pv-dob-day': ['31'], 'pv-dob-month': ['2'], 'pv-dob-year': ['1990'] }, ['pv-dob']],
    ['a year alone', 'pv-dob', { 'pv-dob-year': ['1990'] }, ['pv-dob']],
    ['a birth to come', 'pv-dob', { 'pv-dob-day': ['1'], 'pv-dob-month': ['1'], 'pv-dob-year': ['2999'] }, ['pv-dob']],
    ['a birth too long ago', 'pv-dob', { 'pv-dob-day': ['1'], 'pv-dob-month': ['1'], 'pv-dob-year': ['1899'] }, ['pv-dob']],
    ['an address without a dot', 'fr-alternative-contact', { 'fr-alternative-contact': ['a@b'] }, ['fr-alternative-contact']],
    ['a number of letters', 'does-pv-have-children', { 'does-pv-have-children': ['yes'], 'does-pv-have-children-yes-amount': ['two'] }, ['does-pv-have-children-yes-amount']],
    ['a number that is no phone', 'pv-phone-number', { 'pv-phone-number': ['yes'], 'pv-phone-number-yes': ['12345'] }, ['pv-phone-number-yes']],
    ['a box that has to be ticked', 'pv-contact-details-referral', { 'pv-contact-details': ['email'], 'pv-contact-details-email-input': ['lan@post.test'] }, ['pv-contact-details-email-check']],
  ])('%s', (_, name, posted, refused) => {
    expect(Object.keys(readStep(stepOf(name), posted, child).problems)).toEqual(refused)
  }) // prettier-ignore
})

test('the imitation takes what is optional or not asked as it comes', () => {
  const of = (name: string, posted: Posted) => readStep(stepOf(name), posted, { 'pv-under-age': 'yes' })
  expect(of('pv-dob', {}).problems).toEqual({})
  expect(of('details-last-contact', {}).problems).toEqual({})
  expect(of('professional-insight', { 'professional-insight': ['a'.repeat(15_000)] }).problems).toEqual({})
  expect(of('are-others-involved', { 'are-others-involved': ['no'], 'are-others-involved-details': ['x'] }).kept).toEqual({ 'are-others-involved': 'no' })
  expect(of('pv-want-to-submit-nrm', {})).toEqual({ kept: {}, problems: {} })
}) // prettier-ignore

describe('somebody who keys in a pack finds out where', () => {
  const { answers, facts } = referredFrom(situations['an adult who agreed'])
  const told = toldBy(packFor(nrmForm, answers, facts))
  const keyed = (pack: typeof told) => keyIn(pack, firstStep, formOfRules().form)

  test('it says nothing of a field that the form asks for', async () => {
    const without = told.filter(({ field }) => field !== 'family')
    expect((await keyed(without)).missing).toEqual(['what-is-their-background/family'])
  })

  test('it fills a field that the form does not ask for', async () => {
    const more = { step: 'refuse-nrm', field: 'refuse-nrm', words: 'Fear' }
    expect((await keyed([...told, more])).unasked).toEqual(['refuse-nrm/refuse-nrm'])
  })

  test('its words are no option of the form', async () => {
    const wrong = told.map((one) =>
      one.field === 'fr-location' ? { ...one, words: 'Herts' } : one,
    )
    expect((await keyed(wrong)).refused).toEqual([
      'fr-location: fr-location: Choose one that is offered',
    ])
  })
})

describe('the imitation, served', () => {
  let form: ServedForm
  beforeAll(async () => {
    form = await serveForm()
  })
  afterAll(() => form.close())

  const post = (path: string, body = new URLSearchParams()) =>
    fetch(form.address + path, { method: 'POST', body, redirect: 'manual' })
  const where = (answer: Response) => answer.headers.get('location')

  test('takes a pack step by step and keeps what was entered, as its rules alone do', async () => {
    const { answers, facts } = referredFrom(situations['a child'])
    const told = toldBy(packFor(nrmForm, answers, facts))
    const alone = formOfRules()
    await keyIn(told, firstStep, alone.form)

    let path = where(await post('/')) ?? ''
    let body = new URLSearchParams()
    const keyed = await keyIn(told, firstStep, {
      type: async (step, field, words) => {
        for (const [name, values] of Object.entries(postedFor(step, field, words)))
          for (const value of values) body.append(name, value)
      },
      proceed: async () => {
        const answer = await post(path, body)
        body = new URLSearchParams()
        path = where(answer) ?? ''
        const next = steps.find(({ step }) => step === path.split('/').at(-1))
        return { next, refused: answer.status === 303 ? [] : [await answer.text()] }
      },
    })
    expect(keyed).toMatchObject({ refused: [], missing: [], unasked: [] })
    expect(form.sent.at(-1)).toEqual(alone.entered())
  })

  test('keeps what was typed where it refuses it, and lets nobody skip ahead', async () => {
    const path = where(await post('/')) ?? ''
    const [, report = ''] = path.split('/')
    const ahead = await fetch(`${form.address}/${report}/confirm`, { redirect: 'manual' })
    expect(where(ahead)).toBe(path)
    await post(path, new URLSearchParams({ reference: 'MSR-2026-0001' }))
    const refused = await post(
      `/${report}/organisation`,
      new URLSearchParams({ 'user-organisation': '<b>' }),
    )
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('There is a problem')
  })

  test('branches as its list says', () => {
    const at = (entered: Entered, name: string) => stepAfter(entered, stepOf(name))?.step
    expect(at({ 'pv-under-age': 'not-sure' }, 'pv-under-age')).toMatch(/^local-authority/)
    expect(at({ 'pv-under-age': 'no' }, 'pv-under-age')).toMatch(/^pv-under-age-at/)
    const refuses = { 'pv-under-age': 'no', 'pv-want-to-submit-nrm': 'no' }
    expect(at(refuses, 'pv-want-to-submit-nrm')).toBe('refuse-nrm')
    expect(at(refuses, 'pv-nationality-dtn')).toBe('confirm')
    expect(at({ ...refuses, 'authorities-cooperation': 'yes' }, 'pv-nationality-dtn')).toBe(
      'pv-name-dtn',
    )
  })
})
