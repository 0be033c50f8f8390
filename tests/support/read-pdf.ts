import { inflateSync } from 'node:zlib'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

export interface Node {
  readonly role?: string
  readonly type?: string
  readonly id?: string
  readonly alt?: string
  readonly children?: readonly Node[]
}

/** A PDF, read by a reader that we did not write. */
export const openPdf = async (bytes: Uint8Array) =>
  getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise

export type Opened = Awaited<ReturnType<typeof openPdf>>
export type PdfPage = Awaited<ReturnType<typeof pagesOf>>[number]

export const pagesOf = async (opened: Opened) =>
  Promise.all(Array.from({ length: opened.numPages }, (_, index) => opened.getPage(index + 1)))

/** The bytes of a PDF as text, with every stream that is compressed inflated. */
export const inflated = (bytes: Uint8Array) => {
  const raw = Buffer.from(bytes).toString('latin1')
  const streams = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].flatMap(([, body]) => {
    try {
      return [inflateSync(Buffer.from(body ?? '', 'latin1')).toString('latin1')]
    } catch {
      return []
    }
  })
  return { objects: raw.replace(/stream\r?\n[\s\S]*?endstream/g, ''), streams: streams.join('\n') }
}

const utf16 = (hex: string) => {
  const bytes = Buffer.from(hex, 'hex')
  return bytes.subarray(0, 2).equals(Buffer.from([0xfe, 0xff]))
    ? bytes.subarray(2).swap16().toString('utf16le')
    : bytes.toString('latin1')
}

/** What is read aloud or copied: the text that stands beside what is drawn. */
export const actualText = (bytes: Uint8Array) =>
  [
    ...inflated(bytes).streams.matchAll(
      /\/ActualText\s*(?:<([0-9a-f]*)>|\(((?:\\[\s\S]|[^\\)])*)\))/gi,
    ),
  ]
    .map(([, hex, plain]) =>
      hex === undefined
        ? utf16(Buffer.from(unescaped(plain ?? ''), 'latin1').toString('hex'))
        : utf16(hex),
    )
    .join('')

const unescaped = (text: string) =>
  text.replace(/\\([0-7]{1,3}|\r?\n|[\s\S])/g, (_, one: string) => {
    if (/^[0-7]/.test(one)) return String.fromCharCode(parseInt(one, 8))
    return { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '' }[one] ?? one
  })

/** Every part of the structure of a page, in order. */
export const walkTree = (node: Node, visit: (node: Node) => void) => {
  visit(node)
  for (const child of node.children ?? []) walkTree(child, visit)
}

export interface PdfText {
  readonly text: string
  /** Where it is, in points from the lower left corner of its page. */
  readonly x: number
  readonly y: number
  readonly width: number
  /** Whether it is decoration, which nothing reads aloud. */
  readonly isArtifact: boolean
  /** The parts of the structure that it is in. */
  readonly ids: readonly string[]
}

/** The texts of a page, with what they are part of. */
export const textsOf = async (page: PdfPage): Promise<readonly PdfText[]> => {
  const { items } = await page.getTextContent({ includeMarkedContent: true })
  const inside: (string | undefined)[] = []
  return items.flatMap((item): readonly PdfText[] => {
    if ('str' in item) {
      const [, , , , x = 0, y = 0] = item.transform as number[]
      return item.str.trim() === ''
        ? []
        : [
            {
              ...{ text: item.str, x, y, width: item.width },
              isArtifact: inside.includes('Artifact'),
              ids: inside.filter((id) => id !== undefined),
            },
          ]
    }
    if (item.type === 'endMarkedContent') inside.pop()
    else inside.push(item.id ?? ('tag' in item ? String(item.tag) : undefined))
    return []
  })
}
