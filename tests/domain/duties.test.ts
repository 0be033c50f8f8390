import { describe, expect, it } from 'vitest'
import { dutiesOf, dutyKinds, needsReference, type DutyKind } from '@/lib/casework/duties'
import { dutyFormFor, mayBeNamed } from '@/lib/casework/duty-form'
import { dutyClock } from '@/lib/casework/duty-clock'
import { takeOneStep } from '@/lib/journey/one-step'
import { actions, type Action, type Queue } from '@/lib/routing/queues'
import type { ReferralFacts } from '@/lib/routing/facts'
import { calmFacts } from '@/tests/support/calm-facts'

const today = { today: { year: 2026, month: 11, day: 23 } }
const everywhere: readonly Queue[] = ['NRM', 'BEACON', 'POLICE']
const seen = { referrerMustNotify: true, referrerIsHidden: false }

/** Every action that asks for something to be done, beside what it opens, written out a second time. */
const opens: Readonly<Partial<Record<Action, DutyKind>>> = {
  duty_to_notify: 'duty_to_notify',
  childrens_social_care: 'childrens_social_care',
  adult_safeguarding: 'adult_safeguarding',
  capacity_assessment: 'capacity_assessment',
  best_interests_decision: 'best_interests_decision',
  reception_centre: 'reception_centre',
  safe_accommodation: 'safe_accommodation',
  obtain_consent: 'obtain_consent',
}

describe('a decision opens', () => {
  it.each(Object.keys(actions) as Action[])(
    'by %s what it asks for, and nothing else',
    (action) => {
      const opened = dutiesOf({ actions: [action], queues: ['POLICE'] }, seen)
      expect(opened.map(({ kind }) => kind)).toEqual(opens[action] ? [opens[action]] : [])
    },
  )

  it('a crime record wherever the NRM queue is, and nowhere else', () => {
    for (const queue of everywhere)
      expect(dutiesOf({ actions: [], queues: [queue] }, seen).map(({ kind }) => kind)).toEqual(
        queue === 'NRM' ? ['crime_record'] : [],
      )
  })

  it('every kind of duty by one way or another', () => {
    const opened = dutiesOf(
      { actions: Object.keys(actions) as Action[], queues: [...everywhere] },
      seen,
    )
    // What one officer decided alone is reviewed: no routing opens that.
    expect([...opened.map(({ kind }) => kind), 'release_review']).toEqual(dutyKinds)
  })
})

describe('the owner of a duty', () => {
  const ownerOf = (kind: DutyKind, queues: readonly Queue[], owners: typeof seen) =>
    dutiesOf({ actions: Object.keys(actions) as Action[], queues: [...queues] }, owners).find(
      (duty) => duty.kind === kind,
    )?.ownerQueue

  it.each<[DutyKind, string, 'POLICE' | 'HOLD' | null, Partial<typeof seen>, readonly Queue[]]>([
    ['duty_to_notify', 'an organisation bound by section 52: itself', null, {}, everywhere],
    [
      'duty_to_notify',
      'one that is not bound: the police',
      'POLICE',
      { referrerMustNotify: false },
      everywhere,
    ],
    [
      'duty_to_notify',
      'one that is not bound, where the police may not see it: the lead',
      'HOLD',
      { referrerMustNotify: false },
      ['NRM'],
    ],
    [
      'duty_to_notify',
      'one that is bound and may not see it: the lead',
      'HOLD',
      { referrerIsHidden: true },
      everywhere,
    ],
    ['obtain_consent', 'any: the referrer’s organisation', null, {}, everywhere],
    [
      'obtain_consent',
      'one that may not see it: the lead',
      'HOLD',
      { referrerIsHidden: true },
      everywhere,
    ],
    ['crime_record', 'any: the police', 'POLICE', {}, everywhere],
    ['crime_record', 'any, where the police may not see it: the lead', 'HOLD', {}, ['NRM']],
    ['best_interests_decision', 'any: the lead', 'HOLD', {}, everywhere],
  ])('%s, from %s', (kind, _, owner, owners, queues) => {
    expect(ownerOf(kind, queues, { ...seen, ...owners })).toBe(owner)
  })
})

describe('a notification may say who the person is', () => {
  it.each<[string, Partial<ReferralFacts>, boolean]>([
    ['of an adult who agreed that police know', { consentPoliceIdentity: 'given' }, true],
    ['of an adult who refused it', { consentPoliceIdentity: 'refused' }, false],
    ['of an adult who was not asked', { consentPoliceIdentity: 'not_sought' }, false],
    [
      'of an adult who agreed and may not be able to decide',
      { consentPoliceIdentity: 'given', capacity: 'doubted' },
      false,
    ],
    ['of a child', { ageGroup: 'child', consentPoliceIdentity: 'refused' }, true],
    ['of somebody who may be a child', { ageGroup: 'uncertain' }, true],
  ])('%s: %o, %s', (_, facts, allowed) => {
    expect(mayBeNamed({ ...calmFacts, ...facts })).toBe(allowed)
  })
})

describe('the form that settles a duty', () => {
  const words = 'Rang the duty desk at 10, Jo took it'
  const problems = (kind: DutyKind, typed: Record<string, string>, named = false) =>
    takeOneStep(dutyFormFor(kind, named), new URLSearchParams(typed), today).problems.map(
      ({ question }) => question,
    )

  it.each(dutyKinds)('of %s wants how, and who, when and how', (kind) => {
    expect(problems(kind, {})).toEqual(['settledAs', 'words'])
    expect(problems(kind, { settledAs: 'not_needed' })).toEqual(['words'])
    expect(problems(kind, { settledAs: 'not_needed', words })).toEqual([])
  })

  it.each(dutyKinds)('of %s asks for a reference only where the duty ends in one', (kind) => {
    const settledAs = kind === 'duty_to_notify' ? 'anonymous' : 'done'
    const wants = needsReference.includes(kind)
    expect(problems(kind, { settledAs, words })).toEqual(wants ? ['reference'] : [])
    expect(problems(kind, { settledAs, words, reference: 'ABC 1' })).toEqual([])
  })

  it('lets a notification say who the person is only where it may', () => {
    const typed = { settledAs: 'named', words, reference: 'ABC 1' }
    expect(problems('duty_to_notify', typed, false)).toEqual(['settledAs'])
    expect(problems('duty_to_notify', typed, true)).toEqual([])
    expect(problems('crime_record', typed, true)).toEqual(['settledAs'])
  })
})

it('each duty is amber from three quarters of its time and overdue after it', () => {
  const openedAt = new Date('2026-11-23T10:00:00Z')
  const dueAt = new Date('2026-11-23T14:00:00Z')
  const stateAt = (time: string) =>
    dutyKinds.map((kind) => dutyClock({ kind, openedAt, dueAt }, new Date(time)).state)
  expect(new Set(stateAt('2026-11-23T12:59:00Z'))).toEqual(new Set(['fine']))
  expect(new Set(stateAt('2026-11-23T13:00:00Z'))).toEqual(new Set(['amber']))
  expect(new Set(stateAt('2026-11-23T14:01:00Z'))).toEqual(new Set(['overdue']))
})
