import { text } from 'node:stream/consumers'
import { read, utils, type WorkBook } from '@e965/xlsx'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromBufferPromise } from 'yauzl'
import { writeSpreadsheet } from '@/lib/exports/write-spreadsheet'
import { showCell } from '@/lib/outcomes/chart'
import type { Report } from '@/lib/outcomes/report'
import { reportPaper } from '@/lib/outcomes/report-paper'
import { reportFileName, reportTitle } from '@/lib/outcomes/report-titles'
import { headRow, hiddenNote, reportWorkbook } from '@/lib/outcomes/report-workbook'
import { drawPaper } from '@/lib/papers/draw-paper'
import { anyChart } from '@/tests/support/any-charts'
import { textOf } from '@/tests/support/papers'
import {
  actualText,
  inflated,
  openPdf,
  pagesOf,
  textsOf,
  walkTree,
  type Node,
  type Opened,
} from '@/tests/support/read-pdf'
import { boardReport, figuresOf } from '@/tests/support/reports'

const madeFor = 'Made by Sunita Rao, Hertfordshire County Council, 22 November 2026 at 9am'
const withoutSpace = (text: string) => text.replace(/\s+/g, '')

interface Part {
  readonly role: string
  readonly alt: string | undefined
  readonly page: number
}

/** The parts of the structure of a PDF in order, each with the page that it is on. */
const partsOf = async (opened: Opened) => {
  const parts: Part[] = []
  for (const [index, page] of (await pagesOf(opened)).entries()) {
    const tree = (await page.getStructTree()) as Node | null
    if (tree)
      walkTree(tree, ({ role, alt }) => {
        if (role) parts.push({ role, alt, page: index + 1 })
      })
  }
  return parts
}

/** Texts that are no part of the structure and no decoration, or that reach over the edge of the page. */
const strayTexts = async (opened: Opened) => {
  const stray: string[] = []
  for (const page of await pagesOf(opened)) {
    const ids = new Set<string>()
    const tree = (await page.getStructTree()) as Node | null
    if (tree)
      walkTree(tree, ({ id }) => {
        if (id) ids.add(id)
      })
    for (const text of await textsOf(page)) {
      const isInside = text.x >= 55 && text.x + text.width <= 541 && text.y > 30 && text.y < 810
      if (!isInside || !(text.isArtifact || text.ids.some((id) => ids.has(id))))
        stray.push(text.text)
    }
  }
  return stray
}

describe('the report as a PDF', () => {
  const report = boardReport()
  const paper = reportPaper(report, madeFor)
  let bytes = new Uint8Array()
  let opened: Opened
  beforeAll(async () => {
    bytes = new Uint8Array(await drawPaper(paper))
    opened = await openPdf(bytes)
  }, 60_000)
  afterAll(() => opened.destroy())

  it('says everything that the report says, its charts and its tables too', () => {
    const said = withoutSpace(actualText(bytes))
    for (const line of textOf(paper).split('\n')) expect(said).toContain(withoutSpace(line))
    for (const { finding, source, countRule, notes } of figuresOf(report))
      for (const text of [finding, source, countRule, ...notes])
        expect(said).toContain(withoutSpace(text))
    for (const text of [...report.keyResults, ...report.ownWords])
      expect(said).toContain(withoutSpace(text))
  })

  it('is tagged: headings in order, and each chart a figure that says what it is', async () => {
    expect((await opened.getMetadata()).info).toMatchObject({
      Title: 'Modern slavery referrals in Hertfordshire, October 2026',
      Language: 'en-GB',
    })
    const parts = await partsOf(opened)
    const headings = parts.flatMap(({ role }) => (/^H\d$/.test(role) ? [Number(role[1])] : []))
    expect(headings[0]).toBe(1)
    headings.slice(1).forEach((level, index) => {
      expect(level).toBeLessThanOrEqual((headings[index] ?? 0) + 1)
    })
    expect(headings.filter((level) => level === 3)).toHaveLength(figuresOf(report).length)
    const drawn = figuresOf(report).filter(({ chart }) => chart)
    const figures = parts.filter(({ role }) => role === 'Figure')
    expect(figures).toHaveLength(drawn.length)
    drawn.forEach(({ title }, index) => {
      expect(figures[index]?.alt).toContain(title)
    })
  })

  it('keeps each chart on one page, with the heading above it', async () => {
    const parts = await partsOf(opened)
    parts.forEach(({ role, page }, index) => {
      if (role !== 'Figure') return
      const heading = parts.slice(0, index).findLast((one) => one.role === 'H3')
      expect(heading?.page).toBe(page)
    })
  })

  it('has every text in its structure, and none over the edge of a page', async () => {
    expect(await strayTexts(opened)).toEqual([])
  })

  it('names the columns and the rows of every table', async () => {
    const { objects, streams } = inflated(bytes)
    const headings = [...(objects + streams).matchAll(/\/Scope \/(Column|Row)/g)].map(
      ([, scope]) => scope,
    )
    const rows = figuresOf(report).reduce((sum, { table }) => sum + table.rows.length, 0)
    expect(headings.filter((scope) => scope === 'Row')).toHaveLength(rows)
  })

  it('begins with a cover of the key results, and a page of the lead’s own words', async () => {
    const [cover, words] = await pagesOf(opened)
    const said = async (page: typeof cover) =>
      page ? (await textsOf(page)).map(({ text }) => text).join('') : ''
    expect(await said(cover)).toContain('Key results')
    expect(await said(cover)).toContain('OFFICIAL')
    expect(await said(words)).toContain('What changed and why it may have')
    expect(await said(words)).not.toContain('Source')
  })

  it('is marked for publication where it is published, and says what [c] is', async () => {
    const published = reportPaper(boardReport({ audience: 'published' }), 'The partnership')
    const drawn = new Uint8Array(await drawPaper(published))
    const other = await openPdf(drawn)
    for (const page of await pagesOf(other)) {
      const said = (await textsOf(page)).map(({ text }) => text).join(' ')
      expect(said).toContain('For publication')
      expect(said).not.toContain('OFFICIAL')
    }
    expect(actualText(drawn)).toContain('[c] stands where a number is hidden')
    await other.destroy()
  }, 60_000)
})

it('a name in a chart that no font has stands in the room that it was given', async () => {
  const label = '王小明王小明王小明'
  const series = [{ label: 'Referrals', values: [3] }]
  const chart = { kind: 'bars' as const, labels: [label], series }
  const [figure] = figuresOf(boardReport())
  if (!figure) throw new Error('There is no figure')
  const sections = [{ section: 'time' as const, title: 'Time', figures: [{ ...figure, chart }] }]
  const drawn = await drawPaper(reportPaper(boardReport({ sections }), madeFor))
  expect(actualText(drawn)).toContain(label)
  const opened = await openPdf(drawn)
  const texts = (await Promise.all((await pagesOf(opened)).map(textsOf))).flat()
  const name = texts.find(({ text }) => text.startsWith('[Wang'))
  // Nine letters of 14 units, on paper three quarters of their size: the bar begins beside them.
  expect(name?.width).toBeLessThan(110)
  await opened.destroy()
}, 60_000)

it('any chart and any words are drawn within the page', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyChart, { minLength: 1, maxLength: 4 }),
      fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 300 }),
      async (charts, finding) => {
        const figures = charts.map((chart) => ({
          ...{ name: 'referrals' as const, finding: `Found: ${finding}`, title: finding, chart },
          table: { columns: ['One', 'Other'], rows: [[finding, 3]] },
          ...{ notes: [], countRule: 'Once.', source: 'Here.' },
        }))
        const sections = [{ section: 'time' as const, title: 'Time', figures }]
        const drawn = await drawPaper(reportPaper(boardReport({ sections }), madeFor))
        const opened = await openPdf(drawn)
        expect(await strayTexts(opened)).toEqual([])
        const parts = await partsOf(opened)
        expect(parts.filter(({ role }) => role === 'Figure')).toHaveLength(charts.length)
        await opened.destroy()
      },
    ),
    { numRuns: 10 },
  )
}, 120_000)

const rowsIn = (book: WorkBook, name: string) =>
  utils.sheet_to_json<(string | number)[]>(book.Sheets[name] ?? {}, {
    header: 1,
    defval: '',
    raw: true,
    blankrows: true,
  })

const formulasIn = (book: WorkBook) =>
  Object.values(book.Sheets).flatMap((sheet) =>
    Object.entries(sheet).filter(
      ([place, cell]) => !place.startsWith('!') && Object.hasOwn(cell as object, 'f'),
    ),
  )

const write = async (format: 'ods' | 'xlsx', report: Report) =>
  read(Buffer.from(await writeSpreadsheet(format, reportWorkbook(report), reportTitle(report))), {
    type: 'buffer',
    cellFormula: true,
  })

const partOf = async (bytes: Uint8Array, name: string) => {
  const archive = await fromBufferPromise(Buffer.from(bytes), { strictFileNames: true })
  for await (const entry of archive.eachEntry())
    if (entry.fileName === name) return text(await archive.openReadStreamPromise(entry))
  throw new Error(`There is no ${name}`)
}

/** How wide the columns of each sheet are, in characters, as the file itself says. */
const widthsIn = async (format: 'ods' | 'xlsx', report: Report) => {
  const sheets = reportWorkbook(report)
  const bytes = await writeSpreadsheet(format, sheets)
  if (format === 'xlsx') {
    const book = read(Buffer.from(bytes), { type: 'buffer', cellStyles: true })
    return new Map(
      book.SheetNames.map((name) => [
        name,
        (book.Sheets[name]?.['!cols'] ?? []).map(({ width = 0 }) => width),
      ]),
    )
  }
  const content = await partOf(bytes, 'content.xml')
  const styles = new Map(
    [
      ...content.matchAll(
        /<style:style style:name="(\w+)" style:family="table-column"><style:table-column-properties style:column-width="([\d.]+)cm"\/>/g,
      ),
    ].map(([, name, width]) => [name, Number(width) / 0.2]),
  )
  const tables = content.split('<table:table table:name=').slice(1)
  return new Map(
    tables.map((table, index) => [
      sheets[index]?.name ?? '',
      [...table.matchAll(/<table:table-column table:style-name="(\w+)"\/>/g)].map(
        ([, name]) => styles.get(name) ?? 0,
      ),
    ]),
  )
}

describe.each(['ods', 'xlsx'] as const)('the report as a workbook: %s', (format) => {
  const report = boardReport()
  let book: WorkBook
  beforeAll(async () => {
    book = await write(format, report)
  }, 60_000)

  it('has a cover, notes, and a sheet for each table, which the cover lists', () => {
    const tables = figuresOf(report).map((_, index) => `Table ${index + 1}`)
    expect(book.SheetNames).toEqual(['Cover', 'Notes', ...tables])
    const cover = rowsIn(book, 'Cover').flat()
    expect(cover).toEqual(
      expect.arrayContaining([
        reportTitle(report),
        ...report.keyResults,
        ...report.ownWords,
        ...tables,
      ]),
    )
  })

  it('has the rule of every count in its notes', () => {
    const notes = rowsIn(book, 'Notes').flat()
    for (const { title, countRule, source } of figuresOf(report))
      expect(notes).toEqual(expect.arrayContaining([title, countRule, source]))
  })

  it('has each table as it is in the report: numbers as numbers, what is hidden as [c]', () => {
    for (const [index, { table, finding }] of figuresOf(report).entries()) {
      const rows = rowsIn(book, `Table ${index + 1}`)
      expect(rows.slice(headRow).map((row) => row.slice(0, table.columns.length))).toEqual([
        table.columns,
        ...table.rows.map((row) =>
          row.map((cell) => (typeof cell === 'number' ? cell : showCell(cell))),
        ),
      ])
      expect(rows.flat()).toContain(finding)
      const isHidden = table.rows.flat().includes('c')
      expect(rows.flat().includes(hiddenNote)).toBe(isHidden)
    }
  })

  it('has columns as wide as what stands in them, and no wider than leaves the others in sight', async () => {
    const widths = await widthsIn(format, report)
    const wanted = reportWorkbook(report)
    for (const { name, widths: told } of wanted) {
      if (!told) continue
      const found = widths.get(name) ?? []
      expect(found).toHaveLength(told.length)
      found.forEach((width, index) => expect(width).toBeCloseTo(told[index] ?? 0, 0))
    }
    expect(wanted.filter((sheet) => sheet.widths)).toHaveLength(figuresOf(report).length)
  })

  it('says what looks like a part of the file as it was written', async () => {
    const words = [
      '<table:table table:name="A"><table:table-column/>',
      '<office:automatic-styles/>',
    ]
    const odd = await write(format, boardReport({ ownWords: words }))
    expect(rowsIn(odd, 'Cover').flat()).toEqual(expect.arrayContaining(words))
    expect(odd.SheetNames).toEqual(book.SheetNames)
  }, 60_000)

  it('runs nothing, whatever somebody wrote in it', async () => {
    const words = ['=HYPERLINK("https://evil.test")', '+1', '@SUM(A1)', '-2', ' =cmd|"/C calc"!A0']
    const evil = await write(format, boardReport({ ownWords: words, keyResults: words }))
    expect(formulasIn(evil)).toEqual([])
    const said = rowsIn(evil, 'Cover').flat().map(String)
    expect(said.filter((text) => /^\s*[=+\-@]/.test(text))).toEqual([])
    expect(said.filter((text) => text.includes('HYPERLINK'))).toHaveLength(2)
  }, 60_000)
})

it.each([
  ['inside', 'board-report-2026-10-01-to-2026-10-31'],
  ['published', 'published-report-2026-10-01-to-2026-10-31'],
] as const)('the file of a report that is %s is called %s', (audience, name) => {
  expect(reportFileName(boardReport({ audience }))).toBe(name)
})
