import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RawAnswers } from '@/lib/journey/question'
import { branches, walkForm } from '@/lib/packs/form-walk'
import { nrmForm } from '@/lib/packs/nrm-form'
import { packFor, type NrmPack } from '@/lib/packs/nrm-pack'
import { optionsOf, type PackEntry } from '@/lib/packs/pack-entry'
import { allQuestions } from '@/lib/referral/all-questions'
import { questionOf } from '@/lib/referral/question-of'
import { anyReferred, demonstrationCases, referredFrom, type Referred } from '../support/nrm-packs'
import { situations } from '../support/situations'

const fieldOf = new Map(
  nrmForm.pages.flatMap((page) =>
    page.fields.map((field) => [field.id, { field, options: optionsOf(nrmForm, field) }]),
  ),
)
const packOf = ({ answers, facts }: Referred) => packFor(nrmForm, answers, facts)
const entriesOf = (pack: NrmPack) => pack.pages.flatMap((page) => page.entries)
const entryIn = (pack: NrmPack, field: string) =>
  entriesOf(pack).find((entry) => entry.field === field)

/** What must hold of every pack. */
const keepsItsPromises = (pack: NrmPack) => {
  const entries = entriesOf(pack)
  const typed = Object.fromEntries(entries.map(({ field, stored }) => [field, stored]))
  const walked = walkForm(nrmForm, typed).map(({ page, fields }) => [
    page.id,
    ...fields.map(({ id }) => id),
  ])
  expect(pack.pages.map(({ id, entries: own }) => [id, ...own.map(({ field }) => field)])).toEqual(
    walked,
  )
  for (const entry of entries) {
    const { field, options } = fieldOf.get(entry.field) ?? {}
    const stored = [entry.stored ?? []].flat()
    expect(entry.state === 'gap').toBe(stored.length === 0)
    expect(entry.state === 'gap').toBe(entry.value === undefined)
    if (options) {
      expect(stored.filter((value) => !Object.hasOwn(options, value))).toEqual([])
      expect(entry.state).not.toBe('too_long')
      for (const value of stored) expect(entry.value).toContain(options[value])
    }
    const isTooLong = (entry.value?.length ?? 0) > (field?.limit ?? Infinity)
    expect(entry.state === 'too_long').toBe(isTooLong)
    if (entry.pieces) expect(entry.pieces.join('')).toBe(entry.value)
    for (const piece of entry.pieces ?? [])
      expect(piece.length).toBeLessThanOrEqual(field?.limit ?? 0)
    if (field?.refuses) expect(entry.value ?? '').not.toMatch(/https?:\/\/|www\./i)
  }
  const placesOf = (some: readonly PackEntry[]) =>
    some.map(({ page, field }) => `${page}/${field}`).sort()
  expect(placesOf(pack.gaps)).toEqual(placesOf(entries.filter(({ state }) => state === 'gap')))
  const insisted = pack.gaps.map(({ required }) => required)
  expect(insisted).toEqual([...insisted].sort((one, other) => Number(other) - Number(one)))
  expect(pack.ready.of - pack.ready.filled).toBe(insisted.filter(Boolean).length)
}

describe('a pack', () => {
  test('of each of the demonstration cases fills or lists every field that its way reaches', () => {
    expect(demonstrationCases.length).toBeGreaterThanOrEqual(60)
    for (const one of demonstrationCases) keepsItsPromises(packOf(one))
    const ways = new Set(demonstrationCases.map((one) => packOf(one).branch))
    expect(ways).toEqual(new Set(['adult', 'child', 'anonymous_notification', undefined]))
  })

  test('of any referral fills or lists every field that its way reaches', () => {
    const referred = fc.sample(anyReferred, { seed: 5, numRuns: 120 })
    const packs = referred.map(packOf)
    for (const pack of packs) keepsItsPromises(pack)
    expect(new Set(packs.map(({ branch }) => branch))).toEqual(new Set([...branches, undefined]))
  })

  test('holds nothing that nobody said', () => {
    const { facts } = referredFrom(situations['an adult who agreed'])
    const said = entriesOf(packFor(nrmForm, {}, { ...facts, responder: undefined }))
      .filter(({ state }) => state !== 'gap')
      .map(({ field, value }) => [field, value])
    expect(said).toEqual([
      ['reference', 'MSR-2026-0001'],
      ['user-organisation', 'Hertfordshire County Council'],
      ['fr-location', 'England'],
      ['pv-under-age', 'No'],
      ['pv-want-to-submit-nrm', expect.stringMatching(/^Yes –/)],
      ['pv-ho-reference', 'No'],
    ])
  })

  test('says from which questions each value comes, and those are answered', () => {
    fc.assert(
      fc.property(anyReferred, (one) => {
        const filled = entriesOf(packOf(one)).filter(
          ({ state, from, field }) =>
            state === 'filled' && from.length > 0 && !/^(fr-|pv-(under|want|ho-)|auth)/.test(field),
        )
        for (const { from } of filled)
          expect(from.some((id) => Object.hasOwn(one.answers, id))).toBe(true)
      }),
    )
  })
})

const agreed = situations['an adult who agreed']
const said = (typed: RawAnswers, field: string, base: RawAnswers = agreed) =>
  entryIn(packOf(referredFrom({ ...base, ...typed })), field)

describe('a field', () => {
  test.each<[string, RawAnswers, string, string | undefined]>([
    ['in the form’s own words', { nationality: 'vietnamese' }, 'pv-nationality', 'Vietnamese'],
    ['with its accents', { townNow: 'ST. ALBANS' }, 'current-pv-location-uk-city', 'St Albans'],
    ['of the county', { areaNow: 'watford' }, 'current-pv-location-uk-region', 'Hertfordshire'],
    ['not known', { areaNow: 'unknown' }, 'current-pv-location-uk-region', 'Unknown'],
    ['not on the list', { nationality: 'Kurdish' }, 'pv-nationality', undefined],
    ['of a choice', { stillExploited: 'no' }, 'still-in-exploitative-situation', 'No'],
    ['that cannot be unsure', { stillExploited: 'unknown' }, 'still-in-exploitative-situation', undefined],
    ['that can', { othersExploited: 'unknown', howMany: '1' }, 'any-other-pvs', 'Not sure'],
    ['of several', { howMany: '3' }, 'any-other-pvs', 'Yes'],
    ['of a recent contact', { recentContact: 'yes' }, 'when-last-contact', 'Within the last week'],
    ['of a whole date', { dateOfBirth: ['27', '3', '1990'] }, 'pv-dob', '27 March 1990'],
    ['of a part of a date', { dateOfBirth: ['', '', '1990'] }, 'pv-dob', undefined],
    ['of another gender', { gender: 'other' }, 'pv-gender', 'They do not identify as male or female'],
    ['of a gender that nobody knows', { gender: 'unknown' }, 'pv-gender', undefined],
    ['of work', { worries: ['labour'] }, 'types-of-exploitation-forced-to-work', 'Tick'],
    ['of no work', { worries: ['sexual'] }, 'types-of-exploitation-forced-to-work', 'Leave without a tick'],
    ['of begging', { worries: ['forced_begging'] }, 'types-of-exploitation-forced-to-commit-crime', 'Tick'],
    ['of a kind not known', { worries: ['unknown'] }, 'other-exploitation-details', 'I am not sure'],
    ['of signs', { signsInWork: ['no_rest'] }, 'modern-slavery-indicators', 'Yes'],
    ['of no sign', {}, 'modern-slavery-indicators', undefined],
    ['of the first town', { ukTowns: 'luton\nHatfield' }, 'where-exploitation-happened-uk-city-1', 'Luton'],
    ['of the second', { ukTowns: 'luton\nHatfield' }, 'where-exploitation-happened-uk-city-2', 'Hatfield'],
    ['of a place on no list', { ukTowns: 'Luton\nThe old farm' }, 'where-exploitation-happened-other-uk-other-location', 'The old farm'],
    ['without a web address', { lastContactDetails: 'See www.example.test now' }, 'details-last-contact', 'See (web address left out) now'],
  ])('%s', (_, typed, field, value) => {
    expect(said(typed, field)?.value).toBe(value)
  }) // prettier-ignore

  test.each(['https://a.test/b', 'HTTP://A.TEST', 'www.a.test', 'maps.a.test/place?x=1'])(
    'that refuses web addresses holds none such as %s, and the words around it',
    (address) => {
      const entry = said(
        { lastContactDetails: `He sent ${address} to her` },
        'details-last-contact',
      )
      expect(entry?.value).toBe('He sent (web address left out) to her')
    },
  )

  test('offers the form’s own “not known” where it is a gap', () => {
    expect(said({ nationality: 'Kurdish' }, 'pv-nationality')).toMatchObject({
      state: 'gap',
      orElse: 'Unknown',
      answered: 'Kurdish',
    })
    expect(
      said({ stillExploited: 'unknown' }, 'still-in-exploitative-situation'),
    ).not.toHaveProperty('orElse')
  })

  test.each([
    [{ givenNames: 'Sukarno' }, 'pv-name-last-name'],
    [{ familyName: 'ሚኪኤል' }, 'pv-name-first-name'],
  ])('of a second name that nobody has holds the placeholder', (typed, field) => {
    expect(said(typed, field)).toMatchObject({ state: 'placeholder', value: 'Not given' })
  })

  test('of a name is a gap where there is none at all', () => {
    expect(said({}, 'pv-name-first-name')?.state).toBe('gap')
    expect(said({}, 'pv-name-last-name')?.state).toBe('gap')
  })

  test('that is too long for the form is cut where a sentence ends', () => {
    const sentence = 'He worked every day and nobody paid him. '
    const entry = said({ account: sentence.repeat(900) }, 'how-they-were-treated')
    expect(entry?.state).toBe('too_long')
    expect(entry?.pieces).toHaveLength(3)
    for (const piece of entry?.pieces ?? []) expect(piece.trim()).toMatch(/\.$/)
  })

  test('of an address is read from its lines', () => {
    const typed = {
      contactChannels: ['post'],
      contactAddress: 'Flat 2\n10 Example Street\nStevenage\nHertfordshire\nsg1 1aa',
      decisionTo: 'potential-victim',
    }
    expect(said(typed, 'pv-contact-details')?.value).toBe('Post')
    expect(said(typed, 'pv-contact-details-street')?.value).toBe('Flat 2, 10 Example Street')
    expect(said(typed, 'pv-contact-details-town')?.value).toBe('Stevenage')
    expect(said(typed, 'pv-contact-details-county')?.value).toBe('Hertfordshire')
    expect(said(typed, 'pv-contact-details-postcode')?.value).toBe('SG1 1AA')
    expect(said(typed, 'pv-contact-details-email-input')).toBeUndefined()
  })
})

describe('an adult', () => {
  test('who lacks capacity goes by a recorded best interests decision, and the pack says so', () => {
    const pack = packOf(
      referredFrom({
        ...agreed,
        consentNrm: 'not_safe',
        capacity: 'lacks',
        bestInterests: 'refer',
      }),
    )
    expect(pack.branch).toBe('adult')
    expect(entryIn(pack, 'pv-want-to-submit-nrm')?.note).toMatch(/best interests/)
  })

  test.each([
    ['has not been asked', { consentNrm: 'not_asked' }],
    ['may lack capacity', { capacity: 'doubted' }],
    ['lacks capacity without a decision', { capacity: 'lacks', bestInterests: 'none' }],
  ])('who %s has a pack that waits for the answer', (_, typed) => {
    const pack = packOf(referredFrom({ ...agreed, ...typed }))
    expect(pack.branch).toBeUndefined()
    expect(pack.gaps.map(({ field }) => field)).toContain('pv-want-to-submit-nrm')
    expect(entryIn(pack, 'pv-name-first-name')).toBeUndefined()
  })

  test('who refused is named only if they agreed to it and help the police', () => {
    const refused = { ...agreed, consentNrm: 'refused', givenNames: 'Lan', familyName: 'Tran' }
    const branch = (typed: RawAnswers) => packOf(referredFrom({ ...refused, ...typed })).branch
    expect(branch({ helpInvestigation: 'yes' })).toBe('named_notification')
    expect(branch({ helpInvestigation: 'no' })).toBe('anonymous_notification')
    const unnamed = { consentPoliceIdentity: 'refused', helpInvestigation: 'yes' }
    expect(branch(unnamed)).toBe('anonymous_notification')
  })
})

test('a place has no pack to key in: nobody has been identified', () => {
  const pack = packOf(referredFrom(situations['a place']))
  expect(pack.branch).toBeUndefined()
  expect(pack.gaps.map(({ field }) => field)).toContain('pv-under-age')
})

describe('a duty to notify without a name', () => {
  const canary = (id: string) => `canary-${id}`
  const identifying = Object.keys(allQuestions).filter((id) =>
    ['identity', 'contact'].includes(questionOf(id)?.sensitivity ?? ''),
  )
  const answers = {
    ...referredFrom(situations['an adult who refused']).answers,
    ...Object.fromEntries(identifying.map((id) => [id, canary(id)])),
    otherProfessionals: 'yes',
    policeTold: 'yes',
    howItStarted: 'She met him at a fair',
  } as const
  const { facts } = referredFrom(situations['an adult who refused'])
  const pack = packFor(nrmForm, answers, facts)

  test('carries no answer that says who they are or how to reach them', () => {
    expect(identifying.length).toBeGreaterThan(20)
    expect(pack.branch).toBe('anonymous_notification')
    expect(JSON.stringify(pack)).not.toContain('canary-')
  })

  test('does not repeat what was typed where the form’s list has nothing like it', () => {
    const named = { ...answers, nationality: 'Lan Tran of Ware' }
    expect(JSON.stringify(packFor(nrmForm, named, facts))).not.toContain('Lan Tran')
  })

  test('says what was left out', () => {
    expect(entryIn(pack, 'birthplace')).toMatchObject({
      state: 'gap',
      note: 'Left out, because they did not agree to be named',
    })
    expect(entryIn(pack, 'current-pv-location-uk-city')?.value).toBe('Unknown')
  })

  test('has every text that somebody typed read by a person first', () => {
    expect(entryIn(pack, 'how-did-the-exploitation-start')?.mustBeRead).toBe(true)
    expect(entryIn(pack, 'how-they-were-treated')?.mustBeRead).toBe(true)
    expect(entryIn(pack, 'reference')?.mustBeRead).toBe(false)
    const referral = packOf(referredFrom(agreed))
    expect(entriesOf(referral).filter(({ mustBeRead }) => mustBeRead)).toEqual([])
  })
})

test('a pack with evidence asks the First Responder to describe it', () => {
  const { answers, facts } = referredFrom(agreed)
  const pack = packFor(nrmForm, answers, { ...facts, evidence: 2 })
  expect(entryIn(pack, 'what-evidence-you-will-submit')).toMatchObject({
    state: 'gap',
    required: true,
  })
  expect(entryIn(packFor(nrmForm, answers, facts), 'what-evidence-you-will-submit')).toBeUndefined()
})
