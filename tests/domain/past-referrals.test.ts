import fc from 'fast-check'
import { writeOds } from 'hucre/ods'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { plainName } from '@/lib/imports/cells'
import { allColumns } from '@/lib/imports/columns'
import { problemsCsv, templateCsv } from '@/lib/imports/files'
import { inWords } from '@/lib/imports/in-words'
import { limits } from '@/lib/imports/limits'
import {
  letterOf,
  pastReferralsIn,
  withoutDoubles,
  type Cells,
  type SheetRead,
} from '@/lib/imports/past-referrals'
import { readSheet } from '@/lib/imports/read-sheet'
import { refused } from '@/lib/imports/refused'
import { zipOf } from '@/tests/support/evidence-files'
import { csvOf, listOf, partnershipList, rowOf } from '@/tests/support/past-referrals'

const today = '2026-11-22'

const read = (cells: Cells): SheetRead => {
  const found = pastReferralsIn(cells, today)
  if ('refused' in found) throw new Error(found.refused)
  return found
}
const only = (cells: Readonly<Record<string, string>>) => {
  const { good, problems } = read(listOf(cells))
  expect(problems).toEqual([])
  return good[0]?.referral
}
const wrongIn = (cells: Readonly<Record<string, string>>) => {
  const { good, problems } = read(listOf(cells))
  expect(good).toEqual([])
  return problems.map(({ cell, message }) => `${cell} ${message}`)
}

describe('a cell is understood', () => {
  it.each([
    ['Date received', '2017-11-03', { receivedOn: '2017-11-03' }],
    ['Date received', '3.11.2017', { receivedOn: '2017-11-03' }],
    ['Date received', '3 November 2017', { receivedOn: '2017-11-03' }],
    ['Date received', '3rd Nov 2017', { receivedOn: '2017-11-03' }],
    ['Reference', ' ms-17/4 ', { oldReference: 'MS-17/4' }],
    ['Referring organisation', 'Hospital', { organisation: { type: 'nhs', slug: null } }],
    [
      'Referring organisation',
      'hertfordshire constabulary',
      { organisation: { type: 'police', slug: 'hertfordshire-constabulary' } },
    ],
    ['Source', 'HELPLINE', { source: 'helpline' }],
    ['Exploitation', 'Forced labour; county lines', { exploitation: ['labour', 'criminal'] }],
    ['Exploitation', 'sexual and labour', { exploitation: ['sexual', 'labour'] }],
    ['Exploitation', '', { exploitation: ['unknown'] }],
    ['Age group', 'U18', { ageGroup: 'child' }],
    ['Gender', 'f', { gender: 'female' }],
    ['District', 'St. Albans', { area: 'st-albans' }],
    ['District', 'Out of county', { area: 'elsewhere' }],
    ['Route', 'NRM / Police', { routes: ['nrm', 'police'] }],
    ['Route', 'MS1', { routes: ['duty_to_notify'] }],
  ])('%s: %s', (heading, text, expected) => {
    expect(only({ [heading]: text })).toMatchObject(expected)
  })

  it('with what became of it', () => {
    const cells = { 'NRM outcome': 'Positive RG', 'NRM outcome date': '10/11/2017' }
    expect(only(cells)?.outcomes).toEqual([
      { track: 'nrm', value: 'rg_positive', on: '2017-11-10' },
    ])
  })
})

describe('a cell is not understood, and where it stands is said, never what stands in it', () => {
  it.each([
    ['Date received', '31/11/2017', 'B2 Date received must be a real date'],
    ['Date received', '11/2017', 'B2 Date received must be a real date'],
    ['Date received', '3/11/17', 'B2 Date received must be a real date'],
    ['Date received', '23/11/2026', 'B2 Date received must be today or in the past'],
    ['Date received', '03/11/1917', 'B2 Date received must be in the year 2000 or later'],
    ['Date received', '', 'B2 Enter the date received'],
    ['Reference', '', 'A2 Enter the reference'],
    ['Reference', 'Kanarienvogel', 'A2 Reference must have a number in it'],
    ['Reference', 'Jo Kanarienvogel 4', 'A2 Reference must have a number in it'],
    ['Referring organisation', 'Kanarienvogel', 'C2 Referring organisation must be the full name'],
    ['Source', 'Kanarienvogel', 'D2 Source must be one of: Partner report to police'],
    ['Exploitation', 'Labour, Kanarienvogel', 'E2 Exploitation must be one or more of: Labour'],
    ['District', 'Kanarienvogel', 'E2 District must be one of: Broxbourne'],
    ['District', '__proto__', 'E2 District must be one of: Broxbourne'],
  ])('%s: %s', (heading, text, message) => {
    const [found, ...others] = wrongIn({ [heading]: text })
    expect(others).toEqual([])
    expect(found).toContain(message)
    expect(found).not.toContain('Kanarienvogel')
  })

  it.each([
    [{ 'Police outcome': 'Charged' }, 'Enter the date of the Police outcome'],
    [
      { 'Police outcome': '', 'Police outcome date': '3/12/2017' },
      'E2 Enter the Police outcome, or leave out its date',
    ],
    [
      { 'Police outcome': 'Charged', 'Police outcome date': '2/11/2017' },
      'F2 Police outcome date must be the same as or after the date received',
    ],
  ])('%j', (cells, message) => {
    expect(wrongIn(cells).join()).toContain(message)
  })
})

describe('a list', () => {
  it('may have a title above its headings, empty rows, and columns that nobody looks at', () => {
    const [heads = [], row = []] = listOf({ Name: 'Kanarienvogel', Notes: '' })
    const sheet = read([['Our list'], [], heads, row, ['', ' '], rowOf('MS-2')])
    expect(sheet.good.map((one) => one.row)).toEqual([4, 6])
    expect(sheet.rowCount).toBe(2)
    expect(sheet.leftOut).toEqual(['E'])
    expect(sheet.taken[0]).toEqual({ letter: 'A', heading: 'Reference' })
    expect(JSON.stringify(sheet)).not.toContain('Kanarienvogel')
  })

  it('has each reference once', () => {
    const { good, problems } = read(listOf({}, [rowOf('ms-1'), rowOf('MS-3')]))
    expect(good.map(({ row }) => row)).toEqual([2, 4])
    expect(problems).toMatchObject([{ cell: 'A3', message: 'The same reference is in row 2' }])
  })

  it('says which of its referrals were imported before', () => {
    const sheet = withoutDoubles(
      read(listOf({ 'Date received': 'never' }, [rowOf('MS-2'), rowOf('MS-3')])),
      new Map([['MS-2', '3 May 2026']]),
    )
    expect(sheet.good.map(({ row }) => row)).toEqual([4])
    expect(sheet.problems.map(({ cell }) => cell)).toEqual(['B2', 'A3'])
    expect(sheet.problems[1]?.message).toContain('3 May 2026')
  })

  it.each<[string, Cells, string]>([
    ['nothing', [], 'headings'],
    ['no headings', [['a', 'b']], 'headings'],
    ['headings alone', listOf().slice(0, 1), 'no_rows'],
    [
      'too many rows',
      listOf(
        {},
        Array.from({ length: limits.rows }, (_, index) => rowOf(`X${index}`)),
      ),
      'rows',
    ],
  ])('of %s is refused', (_, cells, reason) => {
    expect(pastReferralsIn(cells, today)).toMatchObject({ refused: reason })
  })

  it('without a needed column is told which', () => {
    const cells = [
      ['Ref', 'Date'],
      ['MS-1', '3/11/2017'],
    ]
    expect(pastReferralsIn(cells, today)).toEqual({
      refused: 'headings',
      needs: ['Referring organisation', 'Source'],
    })
  })
})

describe('the columns', () => {
  it('have names of their own, and no name twice', () => {
    const names = allColumns.flatMap(({ heading, knownAs }) => [
      ...new Set([heading, ...knownAs].map(plainName)),
    ])
    expect(names.toSorted()).toEqual([...new Set(names)].toSorted())
  })

  it('are all in the template, which is itself a good list', async () => {
    const bytes = Buffer.from(templateCsv())
    const found = await readSheet({ name: 'template.csv', bytes })
    if (!('cells' in found)) throw new Error(found.refused)
    expect(found.cells[0]).toEqual(allColumns.map(({ heading }) => heading))
    const { good, problems } = read(found.cells)
    expect(problems).toEqual([])
    const words = good[0] && inWords(good[0].referral)
    expect(words).toMatchObject({ Reference: 'MS-2017-014', From: 'NHS', District: 'Watford' })
    expect(words?.Outcomes).toContain('14 September 2018')
  })

  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [51, 'AZ'],
    [52, 'BA'],
  ])('number %i is %s', (index, letter) => {
    expect(letterOf(index)).toBe(letter)
  })
})

/** Each name stands for ten of the one before. */
const laughs = `<!DOCTYPE a [<!ENTITY l0 "ha">${Array.from(
  { length: 9 },
  (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`,
).join('')}]><a>&l9;</a>`

const sheetOf = (rows: readonly (readonly (string | number | Date)[])[]) => ({
  sheets: [{ name: 'Past', rows: rows.map((row) => [...row]) }],
})
const asSheet = [[...(listOf()[0] ?? [])], [17, new Date(Date.UTC(2017, 10, 3)), 'NHS', 'Partner']]

describe('a spreadsheet', () => {
  it.each([
    ['xlsx', () => writeXlsx(sheetOf(asSheet))],
    ['ods', () => writeOds(sheetOf(asSheet))],
    ['csv', async () => csvOf([...listOf({ Reference: '17' })])],
    ['csv', async () => csvOf([...listOf({ Reference: '17' })], ';')],
    ['csv', async () => Buffer.from(`\uFEFF${csvOf(listOf({ Reference: '17' })).toString()}`)],
    [
      'csv',
      async () => Buffer.from(`\uFEFF${csvOf(listOf({ Reference: '17' })).toString()}`, 'utf16le'),
    ],
  ])('of the kind %s is read', async (form, make) => {
    const found = await readSheet({ name: `list.${form}`, bytes: await make() })
    if (!('cells' in found)) throw new Error(found.refused)
    expect(read(found.cells).good[0]?.referral).toMatchObject({
      oldReference: '17',
      receivedOn: '2017-11-03',
    })
  })

  const part = (name: string, text = '') => ({ name, bytes: Buffer.from(text) })
  it.each<[string, string, () => Buffer, keyof typeof refused]>([
    ['nothing', 'a.csv', () => Buffer.alloc(0), 'empty'],
    ['another kind', 'a.pdf', () => Buffer.from('%PDF'), 'type'],
    ['too many bytes', 'a.csv', () => Buffer.alloc(limits.file + 1, 65), 'too_large'],
    ['bytes that are no text', 'a.csv', () => Buffer.from([65, 0, 66]), 'content'],
    ['text that is no archive', 'a.xlsx', () => csvOf(listOf()), 'content'],
    ['a document with a password', 'a.xlsx', () => Buffer.from('d0cf11e0a1b1', 'hex'), 'locked'],
    ['another archive', 'a.ods', () => zipOf([part('a.txt')]), 'content'],
    [
      'an archive with macros',
      'a.xlsx',
      () =>
        zipOf([part('[Content_Types].xml'), part('xl/workbook.xml'), part('xl/vbaProject.bin')]),
      'macros',
    ],
    [
      'an archive that unpacks into too much',
      'a.ods',
      () =>
        zipOf([
          part('mimetype'),
          { name: 'content.xml', bytes: Buffer.alloc(limits.unpacked + 1, 32) },
        ]),
      'unpacks',
    ],
    [
      'an archive of too many parts',
      'a.ods',
      () => zipOf(Array.from({ length: limits.entries + 1 }, (_, index) => part(`${index}`))),
      'unpacks',
    ],
    ['too many rows', 'a.csv', () => Buffer.from('a,b\n'.repeat(limits.rows + 100)), 'rows'],
  ])('of %s is refused', async (_, name, make, reason) => {
    expect(await readSheet({ name, bytes: make() })).toEqual({ refused: reason })
  })

  const table = (rows: string) =>
    `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="a">${rows}</table:table></office:spreadsheet></office:body></office:document-content>`
  const cellOf = (times: number) =>
    `<table:table-cell office:value-type="string" table:number-columns-repeated="${times}"><text:p>x</text:p></table:table-cell>`
  const ods = (rows: string) =>
    zipOf([
      part('mimetype', 'application/vnd.oasis.opendocument.spreadsheet'),
      part('content.xml', table(rows)),
    ])
  it.each([
    [
      'a million rows of a thousand cells, in one line',
      () =>
        ods(
          `<table:table-row table:number-rows-repeated="1000000">${cellOf(1_000)}</table:table-row>`,
        ),
    ],
    [
      'ten thousand rows of a thousand cells',
      () =>
        ods(
          `<table:table-row table:number-rows-repeated="100">${cellOf(1_000)}</table:table-row>`.repeat(
            100,
          ),
        ),
    ],
    ['elements inside one another without end', () => ods('<a>'.repeat(200_000))],
    ['names that stand for others', () => zipOf([part('mimetype'), part('content.xml', laughs)])],
  ])('that says it has %s is refused, and ends its own thread at most', async (_, make) => {
    const found = await readSheet({ name: 'a.ods', bytes: make() })
    if ('cells' in found) expect(pastReferralsIn(found.cells, today)).toHaveProperty('refused')
    else expect(['content', 'rows', 'unpacks']).toContain(found.refused)
  })

  it('that is not there, or was too large to arrive, is refused', async () => {
    expect(await readSheet(undefined)).toEqual({ refused: 'missing' })
    expect(await readSheet('too_large')).toEqual({ refused: 'too_large' })
  })
})

describe('the partnership’s list of 2017 and 2018', () => {
  it('is read without a mistake, with the counts that were published', async () => {
    const found = await readSheet({ name: 'list.csv', bytes: partnershipList() })
    if (!('cells' in found)) throw new Error(found.refused)
    const { good, problems } = read(found.cells)
    expect(problems).toEqual([])
    const halfYear = (on: string) =>
      `${on.slice(0, 4)} ${on.slice(5, 7) < '07' ? 'first' : 'second'}`
    const countOf = (source: string, period: string) =>
      good.filter(
        ({ referral }) => referral.source === source && halfYear(referral.receivedOn) === period,
      ).length
    const periods = ['2017 first', '2017 second', '2018 first']
    expect(periods.map((period) => countOf('partner_to_police', period))).toEqual([8, 24, 29])
    expect(periods.map((period) => countOf('helpline', period))).toEqual([2, 0, 14])
  })
})

it('the report of mistakes is a table that runs nothing', () => {
  const sheet = read(listOf({ Source: '=1+1' }))
  const [, line = ''] = problemsCsv(sheet).split('\r\n')
  expect(line).toMatch(/^"2","D2","Source","Source must be one of/)
  const formula = problemsCsv({
    ...sheet,
    problems: [{ row: 2, cell: 'A2', heading: '=A1', message: '@x' }],
  })
  expect(formula).toContain(`"'=A1","'@x"`)
})

describe('whatever is uploaded', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom('Reference', 'Date', 'Organisation', 'Source', 'NHS', 'Partner', '3/11/2017'),
    fc.constantFrom('MS-1', '__proto__', 'constructor', '0/0/0000', '99/99/9999', '1 abc 2017'),
  )
  it('the cells are read or refused, every row is good or has a mistake, and nothing throws', () => {
    const heads = allColumns.map(({ heading }) => heading)
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { maxLength: 20 }), { maxLength: 12 }),
        fc.boolean(),
        (rows, withHeads) => {
          const found = pastReferralsIn(withHeads ? [heads, ...rows] : rows, today)
          if ('refused' in found) return
          const wrong = new Set(found.problems.map(({ row }) => row))
          expect(found.good.length + wrong.size).toBe(found.rowCount)
          expect(found.good.filter(({ row }) => wrong.has(row))).toEqual([])
          for (const { referral } of found.good) inWords(referral)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('any bytes are read or refused', async () => {
    const whole = Buffer.from(await writeXlsx(sheetOf(asSheet)))
    const spoilt = fc
      .tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 }))
      .map(([at, byte]) => {
        const bytes = Buffer.from(whole)
        bytes[at] = byte
        return bytes
      })
    const anyBytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.nat({ max: whole.length }).map((end) => whole.subarray(0, end)),
      spoilt,
    )
    await fc.assert(
      fc.asyncProperty(anyBytes, fc.constantFrom('csv', 'ods', 'xlsx'), async (bytes, form) => {
        const found = await readSheet({ name: `a.${form}`, bytes })
        if ('refused' in found) expect(refused[found.refused]).toBeTruthy()
        else pastReferralsIn(found.cells, today)
      }),
      { numRuns: 60 },
    )
  })
})
