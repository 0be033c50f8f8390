import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { csvCell, csvLine } from '@/lib/audit/csv'
import { detailLines } from '@/lib/audit/detail-words'
import {
  eventsPath,
  filtersIn,
  filtersPosted,
  startOfDay,
  type EventFilters,
} from '@/lib/audit/event-filters'
import { concerns, kinds, typesOf, typesOfConcern, type Concern } from '@/lib/audit/event-kinds'
import { events } from '@/lib/audit/events'
import { makeReference } from '@/lib/referral/reference'

const account = '3f2a90bc-0000-4000-8000-000000000001'
const reference = makeReference(new Uint8Array(8))
const day = (name: string, [day, month, year]: readonly string[]) => ({
  [`${name}-day`]: day ?? '',
  [`${name}-month`]: month ?? '',
  [`${name}-year`]: year ?? '',
})
const posted = (fields: Record<string, string>) => filtersPosted(new URLSearchParams(fields))

describe('what an auditor chooses', () => {
  it('stands in the address as ids and codes, and is read from there again', () => {
    const filters: EventFilters = {
      from: '2027-03-01',
      to: '2027-03-02',
      kind: 'signing_in',
      concern: 'refusals',
      role: 'auditor',
      organisation: account,
      account: '3f2a90bc',
      reference,
    }
    const path = eventsPath(filters, 7n)
    expect(filtersIn(new URL(path, 'https://refer.test').searchParams)).toEqual(filters)
    expect(path).toContain('before=7')
    expect(eventsPath({})).toBe('/events')
  })

  it.each([
    [{ ...day('from', ['1', 'March', '2027']) }, { from: '2027-03-01' }],
    [{ account: ' 3F2A90BC ' }, { account: '3f2a90bc' }],
    [{ reference: reference.toLowerCase().replaceAll('-', ' ') }, { reference }],
    [{ kind: 'item.held', role: '', organisation: '' }, { kind: 'item.held' }],
    [{ kind: 'nothing', role: 'king', concern: 'x', organisation: 'y' }, {}],
  ])('is read as it was typed: %j', (fields, filters) => {
    expect(posted(fields)).toEqual({ filters, problems: [] })
  })

  it.each([
    [day('from', ['', '3', '2027']), 'from', 'day', 'First day must include a day'],
    [day('to', ['30', '2', '2027']), 'to', 'day', 'Last day must be a real date'],
    [day('from', ['1', '3', '']), 'from', 'year', 'First day must include a year'],
    [day('from', ['x', '3', '2027']), 'from', 'day', 'First day must be a real date'],
  ])('has its mistake explained: %j', (fields, name, part, message) => {
    expect(posted(fields).problems).toEqual([{ name, part, message }])
  })

  it('cannot end before it begins', () => {
    const { problems } = posted({
      ...day('from', ['2', '3', '2027']),
      ...day('to', ['1', '3', '2027']),
    })
    expect(problems.map(({ name }) => name)).toEqual(['to'])
  })

  it('puts no text that anybody typed into an address', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 3 }), (typed) => {
        const fields = ['kind', 'concern', 'role', 'organisation', 'account', 'reference', 'from']
        const { filters } = posted(Object.fromEntries(fields.map((name) => [name, typed])))
        const known =
          /^(kind|concern|role)=[a-z_.]+$|^(account|organisation)=[0-9a-f-]+$|^reference=HMS-/
        for (const pair of eventsPath(filters).split(/[?&]/).slice(1)) expect(pair).toMatch(known)
      }),
      { examples: [['Mary Brown'], ['HMS-Mary-Brow-n'], ['mary@example.test']] },
    ))
})

describe('kinds of events', () => {
  it('offer every event once, in one group', () => {
    const offered = kinds.map(({ code }) => code).filter((code) => code.includes('.'))
    expect(offered.sort()).toEqual(Object.keys(events).sort())
  })

  it.each(kinds)('$label is of some events', ({ code }) => {
    if (code === 'others') return
    expect(typesOf(code)).not.toEqual([])
  })

  test.each<[Concern, string]>([
    ['refusals', 'access.refused'],
    ['refusals', 'sign_in.refused'],
    ['overrides', 'routing.overridden'],
    ['overrides', 'consent.overridden'],
    ['outside', 'case.opened'],
  ])('%s are also %s', (concern, type) => {
    expect(typesOfConcern(concern)).toContain(type)
    expect(concerns[concern]).not.toBe('')
  })
})

test.each([
  ['2027-03-01', 0, '2027-03-01T00:00:00.000Z'],
  ['2027-07-01', 0, '2027-06-30T23:00:00.000Z'],
  ['2027-03-28', 0, '2027-03-28T00:00:00.000Z'],
  ['2027-03-28', 1, '2027-03-28T23:00:00.000Z'],
  ['2027-12-31', 1, '2028-01-01T00:00:00.000Z'],
])('a day begins at midnight in London: %s and %i after', (iso, after, moment) => {
  expect(startOfDay(iso, after).toISOString()).toBe(moment)
})

test.each([
  [{ queue: 'NRM' }, 'Queue: National Referral Mechanism'],
  [{ act: account }, 'Act: 3f2a90bc'],
  [{ settledAs: 'done', because: null }, 'Settled as: done'],
  [{ role: 'police_supervisor' }, 'Role: Police supervisor'],
  [
    { filters: { kind: 'item.held', account }, before: 7 },
    'Filters: Kind: item.held; Account: 3f2a90bc|Before: 7',
  ],
  [{ questions: ['givenNames', 'placeNow'] }, 'Questions: givenNames, placeNow'],
  [{}, ''],
  [null, ''],
])('details are read by people: %j', (detail, said) => {
  expect(
    detailLines(detail)
      .map(({ label, value }) => `${label}: ${value}`)
      .join('|'),
  ).toBe(said)
})

describe('a table for other programs', () => {
  /** What a program for tables reads of a line: RFC 4180. */
  const read = (line: string) =>
    [...line.matchAll(/"((?:[^"]|"")*)"(?:,|\r\n$)/g)].map(([, cell = '']) =>
      cell.replaceAll('""', '"'),
    )

  const risky = fc
    .tuple(
      fc.constantFrom('', ' ', '\uFEFF', '\t', '\u200B', ' \uFEFF '),
      fc.constantFrom(
        '',
        '=',
        '+',
        '-',
        '@',
        '|',
        '%',
        '＝',
        '＋',
        '－',
        '＠',
        '\t',
        '\r',
        '"',
        ',',
        '\n',
      ),
      fc.string(),
    )
    .map((parts) => parts.join(''))

  it('holds no cell that would be run', () =>
    fc.assert(
      fc.property(fc.array(risky, { minLength: 1 }), (values) => {
        const cells = read(csvLine(values))
        expect(cells).toHaveLength(values.length)
        for (const [index, cell] of cells.entries()) {
          expect(cell).not.toMatch(/^[\s\uFEFF\u200B]*[=+\-@|%＝＋－＠]|^[\t\r]/)
          expect(cell.replace(/^'/, '')).toBe((values[index] ?? '').replace(/^'/, ''))
        }
      }),
      { numRuns: 1_000 },
    ))

  it('says nothing where there is nothing', () => {
    expect([null, undefined, 0].map(csvCell)).toEqual(['""', '""', '"0"'])
  })
})
