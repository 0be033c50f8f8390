import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Busy } from '@/lib/http/unavailable'
import { drawPaper } from '@/lib/papers/draw-paper'
import { promptSheet } from '@/lib/papers/prompt-sheet'
import { longestCase, paperCase, paperFrom, smallPaper, textOf } from '../support/papers'
import {
  actualText,
  inflated,
  openPdf,
  pagesOf,
  textsOf,
  walkTree,
  type Node,
  type Opened,
} from '../support/read-pdf'

const names = ['آدم بن يوسف', 'ሚኪኤል ገብረ', 'Nguyễn Văn Đức', 'Zsófia Kovács', 'Олена Шевчук']
const active =
  '<script>alert(1)</script> javascript:alert(1) https://evil.test (/JS) /URI /Launch =cmd|1'

describe('a paper as a PDF', () => {
  const { answers, facts } = longestCase()
  const typed = Object.fromEntries(
    Object.entries(answers).filter(([, value]) => typeof value === 'string'),
  ) as Record<string, string>
  const paper = paperFrom(
    'nrm_pack',
    paperCase({ ...typed, account: active }, answers, { facts: facts.referral, packFacts: facts }),
  )
  let bytes = new Uint8Array()
  let opened: Opened
  beforeAll(async () => {
    bytes = new Uint8Array(await drawPaper(paper))
    opened = await openPdf(bytes)
  }, 60_000)
  afterAll(() => opened.destroy())

  it('says that it is tagged, in which language, what it is called and that it keeps to PDF/UA', async () => {
    const { info, metadata } = await opened.getMetadata()
    expect(info).toMatchObject({ Title: paper.title, Language: 'en-GB' })
    expect(await opened.getMarkInfo()).toMatchObject({ Marked: true })
    expect(inflated(bytes).objects).toMatch(/\/DisplayDocTitle true/)
    expect(JSON.stringify(metadata ?? '') + Buffer.from(bytes).toString('latin1')).toContain(
      'pdfuaid',
    )
  })

  it('carries nothing that runs, opens or leads anywhere, whatever was typed', () => {
    const { objects } = inflated(bytes)
    for (const name of [
      ...['JS', 'JavaScript', 'URI', 'Launch', 'OpenAction', 'AA', 'EmbeddedFile', 'EmbeddedFiles'],
      ...['SubmitForm', 'AcroForm', 'GoToR', 'RichMedia', 'Annots', 'XFA'],
    ])
      expect([name, new RegExp(`/${name}\\b`).test(objects)]).toEqual([name, false])
    expect(actualText(bytes).replace(/\s/g, '')).toContain('<script>alert(1)</script>')
  })

  it('has its headings in order, and every text that is no decoration in its structure', async () => {
    const headings: string[] = []
    for (const page of await pagesOf(opened)) {
      const tree = (await page.getStructTree()) as Node | null
      const tagged = new Set<string>()
      if (tree)
        walkTree(tree, ({ role, id }) => {
          if (role && /^H\d$/.test(role)) headings.push(role)
          if (id) tagged.add(id)
        })
      for (const { text, isArtifact, ids } of await textsOf(page))
        expect([text, isArtifact || ids.some((id) => tagged.has(id))]).toEqual([text, true])
    }
    expect(headings[0]).toBe('H1')
    expect(new Set(headings.slice(1))).toEqual(new Set(['H2']))
    expect(headings.length).toBeGreaterThanOrEqual(1 + paper.sections.length)
  }, 60_000)

  it('says everything that the paper says', () => {
    const squeezed = (text: string) => text.replace(/\s+/g, '')
    const said = squeezed(actualText(bytes))
    for (const line of textOf(paper).split('\n')) expect(said).toContain(squeezed(line))
  })

  it('says on every page how it is marked, and who made it and when', async () => {
    for (const page of await pagesOf(opened)) {
      const { items } = await page.getTextContent()
      const said = items.map((item) => ('str' in item ? item.str : '')).join(' ')
      expect(said).toContain('OFFICIAL-SENSITIVE')
      expect(said.split(paper.madeFor).length - 1).toBe(2)
    }
  })
})

it('names of any script that we have a font for are read back as they were typed', async () => {
  const bytes = await drawPaper(smallPaper(...names))
  const said = actualText(bytes)
  for (const name of names) expect(said).toContain(name)
  const opened = await openPdf(bytes)
  const [page] = await pagesOf(opened)
  const { items } = (await page?.getTextContent()) ?? { items: [] }
  const drawn = items.map((item) => ('str' in item ? item.str : '')).join('')
  for (const word of ['Nguyễn', 'ሚኪኤል', 'Шевчук']) expect(drawn).toContain(word)
  await opened.destroy()
}, 60_000)

it('letters whose marks their font cannot set are drawn all the same', async () => {
  const letters = ['\u06a2', '\u06a3', '\u06a5', '\u0760', '\u0761', '\u08a4']
  const said = actualText(await drawPaper(smallPaper(...letters)))
  for (const letter of letters) expect(said).toContain(letter)
}, 60_000)

it.each([
  ['王小明', 'WangXiaoMing'],
  ['রহিমা খাতুন', 'rhima khatun'],
  ['Օհանյան', 'Ohanyan'],
])(
  '%s has no font here: it is drawn in our letters, and read back as it was typed',
  async (name, said) => {
    const bytes = await drawPaper(smallPaper(name))
    expect(actualText(bytes)).toContain(name)
    const opened = await openPdf(bytes)
    const [page] = await pagesOf(opened)
    const { items } = (await page?.getTextContent()) ?? { items: [] }
    const drawn = items.map((item) => ('str' in item ? item.str : '')).join('')
    expect(drawn.replace(/\]\s*\[/g, ' ')).toContain(`[${said}]`)
    await opened.destroy()
  },
  60_000,
)

it('the prompt sheet is one page', async () => {
  const opened = await openPdf(
    await drawPaper(promptSheet('Made by Ayesha Khan, Hertfordshire County Council, 22 November')),
  )
  expect(opened.numPages).toBe(1)
  await opened.destroy()
}, 60_000)

it('any characters can be drawn, and stand beside what is drawn', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), {
        minLength: 1,
        maxLength: 6,
      }),
      async (texts) => {
        const bytes = await drawPaper(smallPaper(...texts))
        expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-')
      },
    ),
    { numRuns: 25 },
  )
}, 120_000)

it('more papers than can wait are refused, and can be asked for again', async () => {
  const asked = await Promise.allSettled(
    Array.from({ length: 24 }, () => drawPaper(smallPaper('A word'))),
  )
  const refused = asked.filter(({ status }) => status === 'rejected')
  expect(refused.length).toBeGreaterThan(0)
  for (const one of refused) expect('reason' in one && one.reason).toBeInstanceOf(Busy)
  expect(asked.some(({ status }) => status === 'fulfilled')).toBe(true)
  expect((await drawPaper(smallPaper('Again'))).length).toBeGreaterThan(1_000)
}, 120_000)
