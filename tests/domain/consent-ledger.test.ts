import { addDays, addMonths } from 'date-fns'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { answersInWords, type ConsentAnswer } from '@/lib/consent/asking'
import { basesFor, overridable } from '@/lib/consent/bases'
import { newEntry } from '@/lib/consent/consent-entries'
import {
  agreesToShare,
  expiryOf,
  mayContact,
  newestOf,
  stands,
  type Entry,
  type Standing,
} from '@/lib/consent/ledger'
import { isStopped, permits } from '@/lib/consent/permitted'
import { purposeNames, purposeOf, type Purpose } from '@/lib/consent/purposes'
import { factsAfter, leftQueues } from '@/lib/consent/withdrawal'
import { wordingOf, wordings, wordingVersionOf } from '@/lib/consent/wordings'
import { agreed, consentWordingVersion } from '@/lib/referral/questions/agreed'
import { calmFacts } from '@/tests/support/calm-facts'

const at = new Date('2026-11-22T10:00:00Z')
const answers = Object.keys(answersInWords) as ConsentAnswer[]
const theirs = '11111111-1111-4111-8111-111111111111'
const others = '22222222-2222-4222-8222-222222222222'

const entry = (purpose: Purpose, answer: ConsentAnswer, but: Partial<Entry> = {}): Entry => ({
  ...newEntry(purpose, answer, 'no_concern', but.recordedAt ?? at),
  organisationId: null,
  recordedAt: at,
  ...but,
})
const earlier = { recordedAt: addDays(at, -1) }

describe('what stands for a purpose', () => {
  it.each<[string, readonly Entry[], Standing]>([
    ['nobody asked', [], 'never_asked'],
    ['they agree', [entry('nrm', 'given')], 'allowed'],
    ['they do not', [entry('nrm', 'refused')], 'refused'],
    ['it was not safe to ask', [entry('nrm', 'not_safe')], 'never_asked'],
    [
      'they may not be able to decide',
      [entry('nrm', 'given', { capacity: 'doubted' })],
      'cannot_decide',
    ],
    [
      'they refused, then agreed',
      [entry('nrm', 'refused', earlier), entry('nrm', 'given')],
      'allowed',
    ],
    [
      'they agreed, then withdrew',
      [entry('nrm', 'given', earlier), entry('nrm', 'withdrawn')],
      'withdrawn',
    ],
    ['both in one moment', [entry('nrm', 'withdrawn'), entry('nrm', 'given')], 'withdrawn'],
    ['they agreed to something else', [entry('support', 'given')], 'never_asked'],
    ['its time is over', [entry('nrm', 'given', { recordedAt: addMonths(at, -6) })], 'expired'],
    [
      'its time is nearly over',
      [entry('nrm', 'given', { recordedAt: addDays(addMonths(at, -6), 1) })],
      'allowed',
    ],
  ])('%s', (_, entries, expected) => {
    expect(stands(entries, 'nrm', at)).toBe(expected)
  })

  const anyEntry = fc.record({
    purpose: fc.constantFrom(...purposeNames),
    answer: fc.constantFrom(...answers),
    capacity: fc.constantFrom('no_concern', 'doubted', 'lacks'),
    recordedAt: fc.integer({ min: -400, max: 0 }).map((days) => addDays(at, days)),
    expiresAt: fc.option(fc.integer({ min: -300, max: 300 }).map((days) => addDays(at, days))),
    organisationId: fc.constantFrom(null, theirs, others),
  })
  const anyLedger = fc.array(anyEntry, { maxLength: 12 })
  const anyPurpose = fc.constantFrom(...purposeNames)

  test('does not depend on the order in which the ledger is read', () => {
    fc.assert(
      fc.property(anyLedger, anyPurpose, (ledger, purpose) => {
        const one = stands(ledger, purpose, at)
        expect(stands(ledger.toReversed(), purpose, at)).toBe(one)
      }),
    )
  })

  test('is never an agreement that somebody took back, or that is over', () => {
    fc.assert(
      fc.property(anyLedger, anyPurpose, (ledger, purpose) => {
        if (stands(ledger, purpose, at) !== 'allowed') return
        const newest = newestOf(ledger, purpose)
        expect(newest?.answer).toBe('given')
        expect(Number(newest?.expiresAt ?? Infinity)).toBeGreaterThan(+at)
        for (const one of ledger)
          if (one.purpose === purpose && one.organisationId === null && one.answer === 'withdrawn')
            expect(+one.recordedAt).toBeLessThan(Number(newest?.recordedAt))
      }),
    )
  })

  test('a withdrawal stops one purpose at once, and leaves every other as it was', () => {
    fc.assert(
      fc.property(anyLedger, anyPurpose, fc.constantFrom(null, theirs), (ledger, purpose, whom) => {
        const after = [...ledger, entry(purpose, 'withdrawn', { organisationId: whom })]
        expect(stands(after, purpose, at, whom)).toBe('withdrawn')
        for (const one of purposeNames)
          for (const organisation of [null, theirs, others])
            if (one !== purpose || organisation !== whom)
              expect(stands(after, one, at, organisation)).toBe(
                stands(ledger, one, at, organisation),
              )
      }),
    )
  })

  test('time alone never makes it more than it was', () => {
    fc.assert(
      fc.property(
        anyLedger,
        anyPurpose,
        fc.integer({ min: 0, max: 900 }),
        (ledger, purpose, days) => {
          if (stands(ledger, purpose, at) !== 'allowed')
            expect(stands(ledger, purpose, addDays(at, days))).not.toBe('allowed')
        },
      ),
    )
  })

  test('nobody is contacted who said no, and silence is no refusal', () => {
    expect(answers.map((answer) => mayContact([entry('contact', answer)], at))).toEqual(
      answers.map((answer) => answer !== 'refused' && answer !== 'withdrawn'),
    )
    expect(mayContact([], at)).toBe(true)
  })
})

describe('a share by agreement', () => {
  const housing = { purpose: 'housing', organisationId: theirs }
  const named = (answer: ConsentAnswer) => entry('sharing', answer, { organisationId: theirs })
  it.each<[string, readonly Entry[], boolean]>([
    ['nobody asked', [], false],
    ['they agreed to support', [entry('support', 'given')], true],
    ['they agreed that police know them', [entry('police_identity', 'given')], false],
    ['they agreed to this organisation', [named('given')], true],
    [
      'they agreed to another organisation',
      [entry('sharing', 'given', { organisationId: others })],
      false,
    ],
    [
      'they agreed to support, but not to this one',
      [entry('support', 'given'), named('refused')],
      false,
    ],
    [
      'they took back support',
      [entry('support', 'given', earlier), entry('support', 'withdrawn')],
      false,
    ],
  ])('%s', (_, entries, expected) => {
    expect(agreesToShare(entries, housing, at)).toBe(expected)
  })
})

describe('whether something goes ahead', () => {
  const adult = { ...calmFacts, ageGroup: 'adult' } as const
  const child = { ...calmFacts, ageGroup: 'child' } as const
  const unable = { ...adult, capacity: 'lacks', bestInterests: 'refer' } as const
  const overruled = [{ purpose: 'nrm', basis: 'court_order', recordedAt: at }]
  const no = [entry('nrm', 'refused', earlier)]
  it.each([
    [
      'an adult who agrees',
      { facts: adult, entries: [entry('nrm', 'given')], overrides: [] },
      'agreed',
    ],
    ['an adult who refuses', { facts: adult, entries: no, overrides: [] }, 'refused'],
    ['an adult nobody asked', { facts: adult, entries: [], overrides: [] }, 'never_asked'],
    ['a child, whom nobody has to ask', { facts: child, entries: no, overrides: [] }, 'child'],
    ['a best interests decision', { facts: unable, entries: [], overrides: [] }, 'best_interests'],
    ['a recorded override', { facts: adult, entries: no, overrides: overruled }, 'override'],
    [
      'an override from before they were asked again',
      {
        facts: adult,
        entries: [entry('nrm', 'refused', { recordedAt: addDays(at, 1) })],
        overrides: overruled,
      },
      'refused',
    ],
  ])('%s', (_, agreements, because) => {
    expect(permits(agreements, 'nrm', addDays(at, 2)).because).toBe(because)
  })

  test('work stops in the queue that stands on it, and not because it is time to ask again', () => {
    const over = [entry('nrm', 'given', { recordedAt: addMonths(at, -7) })]
    const stopped = (entries: readonly Entry[]) =>
      ['NRM', 'BEACON', 'POLICE', 'HOLD'].filter((queue) =>
        isStopped({ facts: adult, entries, overrides: [] }, queue, at),
      )
    const all = purposeNames.map((purpose) => entry(purpose, 'given'))
    expect(stopped(all)).toEqual([])
    expect(stopped([...all, entry('support', 'withdrawn')])).toEqual(['BEACON'])
    expect(stopped([...all, entry('police_identity', 'withdrawn')])).toEqual([])
    expect(stopped([...over, entry('support', 'given')])).toEqual([])
  })
})

describe('what follows from an answer', () => {
  test('routing knows of each purpose by itself', () => {
    for (const purpose of purposeNames)
      for (const answer of answers) {
        const after = factsAfter(calmFacts, { purpose, answer })
        const changed = Object.keys(after).filter(
          (name) => after[name as keyof typeof after] !== calmFacts[name as keyof typeof after],
        )
        expect([[], [purposeOf(purpose).question]]).toContainEqual(changed)
      }
  })

  it.each([
    ['nrm', { isAccepted: true, isSubmitted: false }, ['NRM']],
    ['nrm', { isAccepted: true, isSubmitted: true }, []],
    ['support', { isAccepted: false, isSubmitted: false }, ['BEACON']],
    ['support', { isAccepted: true, isSubmitted: false }, []],
    ['contact', { isAccepted: false, isSubmitted: false }, []],
  ] as const)(
    'a case leaves the queue of %s where nothing was sent: %o',
    (purpose, how, queues) => {
      const progress = ['NRM', 'BEACON', 'POLICE'].map((queue) => ({ queue, ...how }))
      expect(leftQueues([{ purpose, answer: 'withdrawn' }], progress)).toEqual(queues)
      expect(leftQueues([{ purpose, answer: 'given' }], progress)).toEqual([])
    },
  )

  test('an agreement holds as long as its purpose says, and a refusal needs no end', () => {
    expect(expiryOf('contact', 'given', at)).toEqual(addMonths(at, 3))
    expect(expiryOf('sharing', 'given', at)).toEqual(addMonths(at, 6))
    expect(expiryOf('support', 'given', at)).toBeNull()
    expect(expiryOf('contact', 'refused', at)).toBeNull()
  })
})

describe('the words that are read out', () => {
  const asked = {
    nrm: agreed.consentNrm,
    support: agreed.consentSupport,
    police_identity: agreed.consentPoliceIdentity,
  }

  it.each(Object.entries(asked))(
    'of %s are those of the referral, in its version',
    (purpose, question) => {
      expect(wordingVersionOf(purpose as Purpose)).toBe(consentWordingVersion)
      expect(wordingOf(purpose as Purpose, consentWordingVersion)).toBe(
        `${question.ask} ${question.hint}`,
      )
    },
  )

  test('are kept for every purpose, by version, the oldest first', () => {
    for (const purpose of purposeNames) {
      const versions = Object.keys(wordings[purpose])
      expect(versions.length).toBeGreaterThan(0)
      expect(versions).toEqual(versions.toSorted())
    }
  })
})

describe('going ahead without an agreement', () => {
  test('is for the Home Office, support and contact, each with bases of its own', () => {
    for (const purpose of overridable) expect(basesFor(purpose).length).toBeGreaterThan(0)
    expect(basesFor('police_identity')).toEqual([])
    expect(basesFor('sharing')).toEqual([])
  })
})
