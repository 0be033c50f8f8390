import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RawAnswers } from '@/lib/journey/question'
import { branches } from '@/lib/packs/form-walk'
import { nrmForm } from '@/lib/packs/nrm-form'
import { packFor } from '@/lib/packs/nrm-pack'
import { firstStep } from '../support/home-office-form/fields'
import { keyIn } from '../support/home-office-form/first-responder'
import { formOfRules, toldBy } from '../support/home-office-form/form-of-rules'
import { anyReferred, demonstrationCases, referredFrom, type Referred } from '../support/nrm-packs'
import { situations, today } from '../support/situations'

/** Keys the pack of a referral into the imitation of the form. */
const keyedFrom = async ({ answers, facts }: Referred) => {
  const pack = packFor(nrmForm, answers, facts)
  const { form, entered } = formOfRules()
  const keyed = await keyIn(toldBy(pack), firstStep, form)
  return { pack, keyed, entered: entered() }
}

/** What must hold of every pack that is keyed in. */
const goesIn = async (one: Referred) => {
  const { pack, keyed, entered } = await keyedFrom(one)
  expect(keyed.refused).toEqual([])
  expect(keyed.missing).toEqual([])
  if (pack.branch === undefined) {
    expect(keyed.waitsAt).toMatch(/^pv-(under-age|want-to-submit-nrm)$/)
    return pack.branch
  }
  expect(keyed.waitsAt).toBeUndefined()
  expect(keyed.unasked).toEqual([])
  expect(keyed.steps.at(-1)).toBe('confirm')
  const gaps = pack.gaps.map(({ field }) => field)
  const inPack = new Set(pack.pages.flatMap(({ entries }) => entries.map(({ field }) => field)))
  expect(keyed.byHand.filter((field) => inPack.has(field) && !gaps.includes(field))).toEqual([])
  for (const { field, state, stored } of pack.pages.flatMap(({ entries }) => entries))
    if (state === 'filled')
      expect([field, [entered[field]].flat()]).toEqual([field, [stored].flat()])
  return pack.branch
}

/** The journey lets nobody send a birth that is to come. */
const isBorn = ({ answers: { dateOfBirth } }: Referred) => (dateOfBirth?.year ?? 0) < today.year

describe('a pack is keyed into the Home Office form with nothing missing and nothing refused', () => {
  test('for each case of the demonstration', async () => {
    expect(demonstrationCases.length).toBeGreaterThanOrEqual(60)
    const ways = new Set(await Promise.all(demonstrationCases.map(goesIn)))
    expect(ways).toEqual(new Set(['adult', 'child', 'anonymous_notification', undefined]))
  })

  test('for any referral that can be sent', async () => {
    const ways = new Set<unknown>()
    await fc.assert(
      fc.asyncProperty(anyReferred.filter(isBorn), async (one) => {
        ways.add(await goesIn(one))
      }),
      { numRuns: 120 },
    )
    expect(ways).toEqual(new Set([...branches, undefined]))
  })

  test.each([
    'He wrote to lan@council.test and left',
    'They left.then they came back',
    'See shop.example.test or www.a.test/b?c=d, page 1.2',
    'He went (“I said so.he heard”) to A.b',
  ])('where a text holds what the form takes for a web address: %s', async (text) => {
    const typed = {
      lastContactDetails: text,
      helpInvestigation: 'yes',
      helpInvestigationDetails: text,
    }
    await goesIn(referredFrom({ ...situations['an adult who agreed'], ...typed }))
  })

  test.each<[string, RawAnswers]>([
    ['is longer than a field', { account: 'He worked and nobody paid him. '.repeat(480), moreToTell: 'And so on. '.repeat(1300) }],
    ['is of characters that count twice', { account: '😀'.repeat(7500), moreToTell: '😀'.repeat(10) }],
  ])('where a text %s: the first piece goes into the field', async (_, typed) => {
    const one = referredFrom({ ...situations['an adult who agreed'], ...typed })
    await goesIn(one)
    const { pack, entered } = await keyedFrom(one)
    const long = pack.pages.flatMap(({ entries }) => entries).filter(({ pieces }) => pieces)
    expect(long.map(({ field }) => field)).toContain('how-they-were-treated')
    for (const { field, pieces } of long) expect(entered[field]).toBe(pieces?.[0]?.trim())
  }) // prettier-ignore
})

describe('the First Responder is asked', () => {
  test('of an empty pack, everything that the form insists on, but not whether they agree', async () => {
    const { facts } = referredFrom(situations['an adult who agreed'])
    const { pack, keyed } = await keyedFrom({ answers: {}, facts })
    const insisted = pack.gaps.filter(({ required }) => required).map(({ field }) => field)
    const group = insisted.filter((field) => field.startsWith('types-of-exploitation-'))
    expect(keyed.byHand).toEqual(
      expect.arrayContaining(insisted.filter((field) => !group.includes(field))),
    )
    expect(keyed.refused).toEqual([])
    expect(keyed.steps.at(-1)).toBe('confirm')
  })
})
