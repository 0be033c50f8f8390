import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actPath, readActPath, withDone } from '@/lib/casework/act-path'
import type { TimelineEntry } from '@/lib/casework/casework'
import { happened, linesOf, lookedAt } from '@/lib/casework/timeline-words'
import { actionNames } from '@/lib/casework/transitions'
import { safePath } from '@/lib/http/safe-path'

describe('the address of an act', () => {
  it.each(actionNames)('names its queue and %s, and is read back', (action) => {
    for (const queue of ['NRM', 'BEACON', 'POLICE', 'HOLD'] as const) {
      const [, , , named = '', act = ''] = actPath('HMS-AAAA-AAAA-A', queue, action).split('/')
      expect(readActPath({ queue: named, action: act })).toEqual({ queue, action })
    }
  })

  it.each([
    ['POLICE', 'accept'],
    ['police', 'merge'],
    ['constructor', 'accept'],
    ['police', 'toString'],
    ['', ''],
  ])('%s and %s name nothing', (queue, action) => {
    expect(readActPath({ queue, action })).toBeUndefined()
  })

  it.each([
    ['/queues/police', '/queues/police?done=1'],
    ['/queues/police?tab=new&open=HMS', '/queues/police?tab=new&open=HMS&done=1'],
    ['/queues/police?done=0', '/queues/police?done=1'],
  ])('%s becomes %s once an act is done', (path, expected) => {
    expect(withDone(path, '1')).toBe(expected)
    expect(withDone(expected)).not.toContain('done')
  })
})

describe('what happened, in words', () => {
  it.each<[event: string, detail: Record<string, string | string[]>, title: string, codes: string]>(
    [
      ['item.accepted', { action: 'accept' }, 'Accepted it', ''],
      [
        'item.declined',
        { action: 'decline', reason: 'other_service', signpost: 'adult-safeguarding' },
        'Declined it',
        'Another service is the right one. Adult safeguarding, Hertfordshire County Council',
      ],
      [
        'item.held',
        { action: 'hold', reason: 'interpreter', until: '2026-12-01T09:00:00.000Z' },
        'Put it on hold until a date',
        'An interpreter is being found. Until 1 December 2026',
      ],
      [
        'routing.overridden',
        { action: 'add_queue', reason: 'risk_changed', to: 'POLICE', rule: 'E4' },
        'Overruled the routing',
        'The risk is not what was thought. To the Police queue. Rule E4 overruled',
      ],
      ['action.undone', { action: 'decline' }, 'Undid: Decline', ''],
      [
        'action.refused',
        { action: 'accept', because: 'version' },
        'Tried something that was not possible',
        'Accept. Somebody else was first',
      ],
      [
        'outcome.recorded',
        { track: 'nrm', value: 'rg_positive' },
        'Recorded an outcome',
        'National Referral Mechanism: Positive reasonable grounds decision',
      ],
      [
        'duty.settled',
        { duty: 'crime_record', settledAs: 'done' },
        'Settled a duty',
        'Crime record. It was done',
      ],
      ['note.written', { type: 'call', readers: 'leads' }, 'Wrote a note', 'Call'],
      [
        'answer.corrected',
        { questions: ['referrerPhone'] },
        'Corrected an answer',
        'Work phone number of the referrer',
      ],
      ['something.else', { kind: 'unknown' }, 'something.else', ''],
    ],
  )('%s %j', (event, detail, title, codes) => {
    const told = happened({ event, detail, queue: null })
    expect([told.title, told.codes.join('. ')]).toEqual([title, codes])
  })

  it('never fails, whatever an event holds', () => {
    fc.assert(
      fc.property(fc.string(), fc.dictionary(fc.string(), fc.jsonValue()), (event, detail) => {
        expect(happened({ event, detail, queue: null }).codes).toBeInstanceOf(Array)
      }),
    )
  })

  it('draws one text, or several under their names', () => {
    expect(linesOf('A text')).toEqual([['', 'A text']])
    expect(linesOf({ who: 'Two people', actions: '' })).toEqual([['Who was there', 'Two people']])
    expect(linesOf(undefined)).toEqual([])
  })

  it('gathers who looked, how often and when last', () => {
    const look = (by: string, day: number, event = 'referral.viewed'): TimelineEntry => ({
      id: String(day),
      at: new Date(Date.UTC(2026, 10, day)),
      event,
      by,
      queue: null,
      detail: {},
      words: undefined,
      isUndone: false,
    })
    const timeline = [look('Ann', 4), look('Ben', 3), look('Ann', 2), look('Cy', 1, 'item.held')]
    expect(lookedAt(timeline)).toEqual([
      { by: 'Ann', times: 2, last: new Date('2026-11-04') },
      { by: 'Ben', times: 1, last: new Date('2026-11-03') },
    ])
  })
})

describe('where to go on', () => {
  it.each(actionNames)('from %s is a path of this site, and is carried along whole', (action) => {
    const back = '/queues/police?tab=new&open=HMS-AAAA-AAAA-A'
    const path = actPath('HMS-AAAA-AAAA-A', 'POLICE', action, back)
    expect(safePath(new URL(path, 'http://here.test').searchParams.get('back'))).toBe(back)
  })
})
