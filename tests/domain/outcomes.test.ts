import { describe, expect, it } from 'vitest'
import { dealingsOf } from '@/lib/casework/case-workers'
import { dueAfterOutcome } from '@/lib/casework/outcome-due'
import { outcomeFormFor, recordable, whyNone } from '@/lib/casework/outcome-form'
import { nextValues, trackNames, trackOf, type TrackName } from '@/lib/casework/outcomes'
import type { Audience } from '@/lib/disclosure/field-sets'
import { takeOneStep } from '@/lib/journey/one-step'
import type { Destination } from '@/lib/routing/queues'

/** What the Home Office may decide after each of its steps, written out a second time. */
const nrm: Readonly<Record<string, readonly string[]>> = {
  none: ['submitted'],
  submitted: ['rg_positive', 'rg_negative', 'suspended', 'withdrawn'],
  rg_positive: [
    ...['cg_positive', 'cg_negative', 'suspended', 'withdrawn'],
    ...['disqualified_public_order', 'disqualified_bad_faith'],
  ],
  rg_negative: ['reconsideration_requested'],
  suspended: ['cg_positive', 'cg_negative', 'withdrawn'],
  cg_positive: [],
  cg_negative: ['reconsideration_requested'],
  withdrawn: [],
  disqualified_public_order: [],
  disqualified_bad_faith: [],
  reconsideration_requested: ['reconsideration_accepted', 'reconsideration_refused'],
  reconsideration_accepted: ['rg_positive', 'rg_negative', 'cg_positive', 'cg_negative'],
  reconsideration_refused: [],
}

const valuesOf = (track: TrackName) => Object.keys(trackOf(track).values)

describe('what may follow what', () => {
  it.each(['none', ...valuesOf('nrm')])('after %s of the Home Office', (newest) => {
    const next = nextValues('nrm', newest === 'none' ? undefined : newest)
    for (const value of valuesOf('nrm'))
      expect([value, next.includes(value)]).toEqual([value, nrm[newest]?.includes(value)])
  })

  it.each(trackNames.filter((track) => track !== 'nrm'))('anything after anything: %s', (track) => {
    for (const newest of [undefined, ...valuesOf(track)])
      expect(nextValues(track, newest)).toEqual(valuesOf(track))
  })

  it('that it was sent to the Home Office is not recorded by hand, and what is final says so', () => {
    expect(recordable('nrm', undefined)).toEqual([])
    expect(whyNone('nrm', undefined)).toMatch(/Home Office first/)
    expect(whyNone('nrm', 'cg_positive')).toMatch(/final/)
    expect(whyNone('nrm', 'submitted')).toBeUndefined()
    expect(whyNone('beacon', undefined)).toBeUndefined()
  })
})

describe('the form of an outcome', () => {
  const problems = (typed: Record<string, string>) =>
    takeOneStep(
      outcomeFormFor('nrm', 'submitted', '2026-11-20'),
      new URLSearchParams({
        value: 'rg_positive',
        'decidedOn-day': '22',
        'decidedOn-month': '11',
        'decidedOn-year': '2026',
        decidedBy: 'Single Competent Authority',
        ...typed,
      }),
      { today: { year: 2026, month: 11, day: 23 } },
    ).problems.map(({ question }) => question)

  it.each<[string, Record<string, string>, string[]]>([
    ['is complete', {}, []],
    ['takes today', { 'decidedOn-day': '23' }, []],
    ['refuses tomorrow', { 'decidedOn-day': '24' }, ['decidedOn']],
    ['takes the day of the referral', { 'decidedOn-day': '20' }, []],
    ['refuses the day before the referral', { 'decidedOn-day': '19' }, ['decidedOn']],
    ['refuses a value out of order', { value: 'cg_positive' }, ['value']],
    ['refuses a value of another track', { value: 'charged' }, ['value']],
    ['refuses an unknown authority', { decidedBy: 'Somebody' }, ['decidedBy']],
    [
      'wants all but the reference and the words',
      { value: '', decidedBy: '' },
      ['value', 'decidedBy'],
    ],
  ])('%s', (_, typed, wrong) => {
    expect(problems(typed)).toEqual(wrong)
  })
})

describe('the desk looks again', () => {
  const at = new Date('2026-11-23T10:00:00Z')
  it.each([
    [
      'when the recovery period of 30 days ends',
      'rg_positive',
      '2026-11-23',
      '2026-12-23T23:59:00Z',
    ],
    ['counted from the day of the decision', 'rg_positive', '2026-11-20', '2026-12-20T23:59:00Z'],
    ['when the time to ask again ends', 'rg_negative', '2026-11-23', '2026-12-23T23:59:00Z'],
    ['and after a conclusive one too', 'cg_negative', '2026-11-23', '2026-12-23T23:59:00Z'],
    [
      'in five working days, where that has passed',
      'rg_positive',
      '2026-10-01',
      '2026-11-30T17:00:00Z',
    ],
    ['in five working days after the rest', 'suspended', '2026-11-23', '2026-11-30T17:00:00Z'],
  ])('%s', (_, value, decidedOn, due) => {
    expect(dueAfterOutcome(value, decidedOn, at)).toEqual(new Date(due))
  })
})

describe('whoever looks as', () => {
  it.each<[Audience, Destination[], TrackName[], boolean]>([
    ['first_responder_desk', ['NRM'], ['nrm', 'safeguarding'], false],
    ['beacon_worker', ['BEACON'], ['beacon'], true],
    ['police_named', ['POLICE'], ['police'], false],
    ['police_withheld', ['POLICE'], ['police'], false],
    ['police_tip', ['POLICE'], ['police'], false],
    ['safeguarding_lead', ['NRM', 'BEACON', 'POLICE'], ['safeguarding'], false],
    ['referrer', ['NRM'], [], false],
    ['referrer_organisation', ['NRM'], [], false],
    ['partner_safeguarding', [], [], false],
    ['partner_support', [], [], false],
    ['partner_advice', [], [], false],
  ])('%s and sees %s records %s; sets goals: %s', (audience, queues, records, setsGoals) => {
    const work = { items: queues.map((queue) => ({ queue })) }
    expect(dealingsOf({ audience, work })).toMatchObject({ records, setsGoals })
  })
})
