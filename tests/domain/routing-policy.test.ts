import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decide } from '@/lib/routing/decision'
import { readFacts } from '@/lib/routing/facts-reading'
import { policy } from '@/lib/routing/policy'
import { anyFacts } from '../support/any-facts'
import { calmFacts } from '../support/calm-facts'
import { everyConsentAndAge, summary } from '../support/routing-table'
import { brokenPromises, promises } from '../support/routing-promises'

const rules = policy.flatMap((section) => section.rules)

describe('what must always hold, of any facts', () => {
  test.each(Object.entries(promises))('%s', (_, check) => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(check(facts, decide(facts))).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('every age, consent, capacity, best interests decision and danger', () => {
  test('keeps every promise, in all 2,916 combinations', () => {
    expect(everyConsentAndAge).toHaveLength(2916)
    expect(everyConsentAndAge.flatMap(brokenPromises)).toEqual([])
  })

  test('reads as the table that people have checked', async () => {
    await expect(summary()).toMatchFileSnapshot('routing-table.txt')
  })
})

describe('the policy', () => {
  test('names each rule once, with a reason and a source', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
    expect(rules.filter(({ because, source }) => !because || !source)).toEqual([])
  })

  test('has no rule that never decides anything', () => {
    const fired = fc
      .sample(anyFacts, { numRuns: 20_000, seed: 1 })
      .flatMap((facts) => decide(facts).reasons.map((reason) => reason.rule))
    expect(rules.map(({ id }) => id).filter((id) => !new Set(fired).has(id))).toEqual([])
  })

  test.each([
    ['a charity that the Home Office has designated', 'charity', true, []],
    ['a council that it has not', 'county_council', false, ['first_responder_sign_off']],
  ] as const)("believes an organisation's own record: %s", (_, type, record, actions) => {
    const facts = {
      ...calmFacts,
      consentNrm: 'given',
      referrerOrganisationType: type,
      referrerIsFirstResponderOrganisation: record,
    } as const
    expect(decide(facts).actions).toEqual(actions)
  })

  test.each([
    ['other', true, ['duty_to_notify']],
    ['district_council', false, []],
  ] as const)("believes an organisation's own duty to notify: %s, %s", (type, record, actions) => {
    const facts = {
      ...calmFacts,
      consentNrm: 'refused',
      referrerOrganisationType: type,
      referrerHasDutyToNotify: record,
    } as const
    expect(decide(facts).actions).toEqual(actions)
  })

  test.each([
    ['a barred queue passes to the police', 'victim_care_centre', 'referrer', 'POLICE', ['POLICE']],
    ['what police may not see waits', 'nhs', 'police', 'HOLD', []],
    ['the police hear of another referrer', 'housing', 'referrer', 'POLICE', ['POLICE']],
    ['an officer who is named sees nothing', 'police', 'referrer', 'HOLD', []],
  ] as const)('%s', (_, referrerOrganisationType, implicated, primary, queues) => {
    const consentSupport = referrerOrganisationType === 'victim_care_centre' ? 'given' : 'refused'
    const facts = { ...calmFacts, consentNrm: 'refused', consentSupport } as const
    expect(decide({ ...facts, referrerOrganisationType, implicated })).toMatchObject({
      primary,
      queues,
      identityToPolice: 'withheld',
    })
  })
})

describe('reading facts', () => {
  test('in immediate danger nothing else is required', () => {
    const read = readFacts({ immediateDanger: 'yes' })
    expect('facts' in read && decide(read.facts)).toMatchObject({
      primary: 'POLICE',
      priority: 'P1',
      actions: expect.arrayContaining(['call_999']),
    })
  })

  test('what is known in danger is kept, and what is wrong is still a problem', () => {
    const read = readFacts({ immediateDanger: 'yes', ageGroup: 'adult' })
    expect('facts' in read && read.facts.ageGroup).toBe('adult')
    expect(readFacts({ immediateDanger: 'yes', ageGroup: 'old' })).toEqual({
      problems: ['ageGroup: must be one of adult, child, uncertain'],
    })
  })

  test.each([
    [{ ageGroup: undefined }, 'ageGroup: is missing, it must be one of adult, child, uncertain'],
    [{ potentialVictimCount: 0 }, 'potentialVictimCount: must be a whole number from 1'],
    [{ potentialVictimCount: 1.5 }, 'potentialVictimCount: must be a whole number from 1'],
    [{ potentialVictimCount: '2' }, 'potentialVictimCount: must be a whole number from 1'],
    [{ suspectedOfCrime: 'no' }, 'suspectedOfCrime: must be true or false'],
    [{ nationality: 7 }, 'nationality: must be text'],
    [{ threats: 'maybe' }, 'threats: must be one of yes, no, unknown'],
    [{ exploitationTypes: 'labour' }, 'exploitationTypes: must be a list'],
    [{ name: 'Ann' }, 'name: is not a known field'],
  ])('%j is a problem that names the field', (change, problem) => {
    expect(readFacts({ ...calmFacts, ...change })).toEqual({ problems: [problem] })
  })

  test.each([[null], ['adult'], [7], [[]]])('%j is not facts', (input) => {
    expect(readFacts(input)).toEqual({ problems: ['facts: must be an object of facts'] })
  })
})
