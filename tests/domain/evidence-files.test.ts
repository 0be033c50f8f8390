import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { checkFile } from '@/lib/evidence/check-file'
import { downloadName, shownName } from '@/lib/evidence/file-name'
import { limits } from '@/lib/evidence/kinds'
import type { Refused } from '@/lib/evidence/refused'
import {
  docxOf,
  eicar,
  flood,
  heic,
  pdfOf,
  photograph,
  picture,
  zipOf,
} from '@/tests/support/evidence-files'

const macro = 'application/vnd.ms-word.document.macroEnabled.main+xml'
const text = (from: string) => Buffer.from(from)
const zeros = (length: number) => Buffer.alloc(length)

describe('what people add is taken', () => {
  it.each<[string, string, () => Buffer | Promise<Buffer>, { kind: string; isActive: boolean }]>([
    ['a photograph', 'photo.JPG', photograph, { kind: 'jpeg', isActive: false }],
    ['a picture', 'picture.png', picture, { kind: 'png', isActive: false }],
    ['a photograph of a telephone', 'IMG_0001.HEIC', heic, { kind: 'heic', isActive: false }],
    ['a PDF', 'letter.pdf', () => pdfOf(), { kind: 'pdf', isActive: false }],
    [
      'a PDF of which a view opens first',
      'letter.pdf',
      () => pdfOf('', '/OpenAction[1 0 R /XYZ null null 0]'),
      { kind: 'pdf', isActive: false },
    ],
    ['a document', 'letter.docx', () => docxOf(), { kind: 'docx', isActive: false }],
  ])('%s', async (_, name, make, expected) => {
    expect(await checkFile(await make(), name)).toMatchObject(expected)
  })
})

describe('what may run something is taken, and people are warned', () => {
  it.each<[string, string, () => Buffer]>([
    [
      'a PDF with a script',
      'a.pdf',
      () => pdfOf('3 0 obj<</S/JavaScript/JS(app.alert\\(1\\))>>endobj\n'),
    ],
    [
      'a PDF whose script is spelled otherwise',
      'a.pdf',
      () => pdfOf('3 0 obj<</#4aS(app.alert)>>endobj\n'),
    ],
    ['a PDF that starts a program', 'a.pdf', () => pdfOf('3 0 obj<</S/Launch/F(a.exe)>>endobj\n')],
    ['a PDF that does something when it opens', 'a.pdf', () => pdfOf('', '/OpenAction 3 0 R')],
    ['a PDF with a file in it', 'a.pdf', () => pdfOf('3 0 obj<</Type/EmbeddedFile>>endobj\n')],
    [
      'a document with an object in it',
      'a.docx',
      () => docxOf([{ name: 'word/embeddings/oleObject1.bin', bytes: text('an object') }]),
    ],
  ])('%s', async (_, name, make) => {
    expect(await checkFile(make(), name)).toMatchObject({ isActive: true })
  })
})

describe('what is not what it says, or too much, is refused', () => {
  it.each<[string, string, () => Buffer | Promise<Buffer>, Refused]>([
    ['nothing', 'a.pdf', () => zeros(0), 'empty'],
    ['a byte more than 8 MB', 'a.pdf', () => zeros(limits.file + 1), 'too_large'],
    ['a name without an ending', 'photo', photograph, 'type'],
    ['a program by its name', 'photo.jpg.exe', photograph, 'type'],
    ['a name whose end is turned round', 'photo\u202Egpj.exe', photograph, 'type'],
    ['a drawing with a script', 'a.svg', () => text('<svg onload="alert(1)"/>'), 'type'],
    ['a drawing under another name', 'a.png', () => text('<svg onload="alert(1)"/>'), 'content'],
    ['a GIF that is a script too', 'a.jpg', () => text('GIF89a/*\x00*/=1;alert(1)'), 'content'],
    ['a photograph under the name of a picture', 'a.png', photograph, 'content'],
    ['a picture under the name of a photograph', 'a.heic', picture, 'content'],
    ['half a photograph', 'a.jpg', async () => (await photograph()).subarray(0, 500), 'content'],
    ['half a picture', 'a.png', async () => (await picture()).subarray(0, 100), 'content'],
    ['half a photograph of a telephone', 'a.heic', () => heic().subarray(0, 300), 'content'],
    ['the known virus', 'a.pdf', () => eicar, 'content'],
    ['a page under the name of a PDF', 'a.pdf', () => text('<html><script>1</script>'), 'content'],
    [
      'a page behind the head of a PDF',
      'a.pdf',
      () => text('%PDF-1.7\n<html><script>1'),
      'content',
    ],
    [
      'a whole PDF that is a page too',
      'a.pdf',
      () => Buffer.concat([text('%PDF-1.7\n<script>alert(1)</script>\n'), pdfOf()]),
      'content',
    ],
    ['a PDF not at the first byte', 'a.pdf', () => Buffer.concat([text('\n'), pdfOf()]), 'content'],
    [
      'a PDF with a page after it',
      'a.pdf',
      () => Buffer.concat([pdfOf(), text('<script>')]),
      'content',
    ],
    ['half a PDF', 'a.pdf', () => pdfOf().subarray(0, 60), 'content'],
    ['a PDF with a password', 'a.pdf', () => pdfOf('', '/Encrypt 9 0 R'), 'locked'],
    [
      'a document with macros',
      'a.docx',
      () => docxOf([{ name: 'word/vbaProject.bin', bytes: text('Sub AutoOpen()') }]),
      'macros',
    ],
    ['a document that may have macros', 'a.docx', () => docxOf([], macro), 'macros'],
    ['a document of macros by its name', 'a.docm', () => docxOf([], macro), 'type'],
    [
      'an archive of something else',
      'a.docx',
      () => zipOf([{ name: 'a.txt', bytes: text('a') }]),
      'content',
    ],
    ['half a document', 'a.docx', () => docxOf().subarray(0, 200), 'content'],
    [
      'a document that unpacks into 60 MB',
      'a.docx',
      () => docxOf([{ name: 'word/media/a.bin', bytes: zeros(60 * 1024 * 1024) }]),
      'unpacks',
    ],
    [
      'a document a thousand times its size',
      'a.docx',
      () => docxOf([{ name: 'word/media/a.bin', bytes: zeros(9 * 1024 * 1024) }]),
      'unpacks',
    ],
    [
      'a document of 2,001 parts',
      'a.docx',
      () =>
        docxOf(
          Array.from({ length: 1999 }, (_, n) => ({ name: `word/${n}.xml`, bytes: text('a') })),
        ),
      'unpacks',
    ],
    [
      'a document that lies about its length',
      'a.docx',
      () =>
        docxOf([{ name: 'word/media/a.bin', bytes: zeros(60 * 1024 * 1024), saysLength: 1000 }]),
      'content',
    ],
    ['a picture of 65,000 by 65,000 points', 'a.png', () => manyPoints(65_000, 65_000), 'pixels'],
    ['a picture of 40 million points and more', 'a.png', () => flood(8_000, 5_001), 'pixels'],
  ])('%s', async (_, name, make, because) => {
    expect(await checkFile(await make(), name)).toEqual({ refused: because })
  })

  it('but for nothing that is within the limits', async () => {
    const full = docxOf(
      Array.from({ length: 1998 }, (_, n) => ({ name: `word/${n}.xml`, bytes: text('a') })),
    )
    expect(await checkFile(full, 'a.docx')).toMatchObject({ kind: 'docx' })
    expect(await checkFile(await flood(8_000, 5_000), 'a.png')).toMatchObject({ kind: 'png' })
  })

  it('whatever the bytes are', async () => {
    const names = fc.constantFrom('a.jpg', 'a.png', 'a.heic', 'a.pdf', 'a.docx')
    const begins = [docxOf(), pdfOf(), heic(), await photograph(), await picture()]
    const any = fc.oneof(
      fc.uint8Array({ maxLength: 2_000 }),
      fc
        .tuple(
          fc.constantFrom(...begins),
          fc.nat(1_500),
          fc.uint8Array({ minLength: 1, maxLength: 40 }),
        )
        .map(([whole, at, wrong]) => {
          const bytes = new Uint8Array(whole)
          bytes.set(wrong.subarray(0, Math.max(0, bytes.length - at)), Math.min(at, bytes.length))
          return bytes
        }),
    )
    await fc.assert(
      fc.asyncProperty(any, names, async (bytes, name) => {
        const found = await checkFile(bytes, name)
        expect('refused' in found || 'kind' in found).toBe(true)
      }),
      { numRuns: 100 },
    )
  })
})

/** The head of a picture of so many points, without them: nobody could send them in 8 MB as they are. */
const manyPoints = async (width: number, height: number) => {
  const bytes = Buffer.from(await picture())
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29)
  return bytes
}

describe('the copy of a photograph that others get', () => {
  it('says neither where it was taken nor with what, and looks the same', async () => {
    const original = await photograph()
    const before = await sharp(original).metadata()
    expect(original.includes('CANARY-CAMERA')).toBe(true)
    expect(before.exif?.length).toBeGreaterThan(100)
    const found = await checkFile(original, 'a.jpg')
    if (!('copy' in found) || !found.copy) throw new Error('There is no copy')
    const { exif, xmp, iptc, width, height } = await sharp(found.copy).metadata()
    expect({ exif, xmp, iptc, width, height }).toEqual({ width: 64, height: 48 })
    expect(found.copy.includes('CANARY')).toBe(false)
    expect(found.copy.includes('GPS')).toBe(false)
  })

  it('of one that a telephone turned is turned, because what says so is taken out', async () => {
    const turned = await sharp(await photograph())
      .withMetadata({ orientation: 6 })
      .toBuffer()
    const found = await checkFile(turned, 'a.jpg')
    if (!('copy' in found) || !found.copy) throw new Error('There is no copy')
    expect(await sharp(found.copy).metadata()).toMatchObject({ width: 48, height: 64 })
  })

  it('of a HEIC photograph is a JPEG with the same colours', async () => {
    const found = await checkFile(heic(), 'a.heic')
    if (!('copy' in found) || !found.copy) throw new Error('There is no copy')
    expect(await sharp(found.copy).metadata()).toMatchObject({
      format: 'jpeg',
      width: 48,
      height: 32,
    })
    const { channels } = await sharp(found.copy).stats()
    const off = channels.map(({ mean }, index) => Math.abs(mean - ([204, 51, 51][index] ?? 0)))
    expect(Math.max(...off)).toBeLessThan(8)
  })

  it('has nothing of what is hidden after a photograph', async () => {
    const both = Buffer.concat([await photograph(), zipOf([{ name: 'CANARY', bytes: text('a') }])])
    const found = await checkFile(both, 'a.jpg')
    if (!('copy' in found) || !found.copy) throw new Error('There is no copy')
    expect(found.copy.includes('CANARY')).toBe(false)
  })

  it('is another file than the original, which stays as it was', async () => {
    const original = await photograph()
    const hash = () => createHash('sha256').update(original).digest('hex')
    const before = hash()
    await checkFile(original, 'a.jpg')
    expect(hash()).toBe(before)
  })
})

describe('a name that somebody typed', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\photo.jpg', 'photo.jpg'],
    ['a"\r\nSet-Cookie: a=b.jpg', 'a"Set-Cookie: a=b.jpg'],
    ['photo\u202Egpj.exe', 'photogpj.exe'],
    ['\u0000\u200B.pdf', '.pdf'],
    ['   ', 'A file without a name'],
    ['Ảnh của tôi.heic', 'Ảnh của tôi.heic'],
    [`${'a'.repeat(300)}.jpg`, `${'a'.repeat(115)}….jpg`],
  ])('%j is shown as %j', (typed, shown) => {
    expect(shownName(typed)).toBe(shown)
  })

  it('is shown without anything that cannot be seen, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const shown = shownName(typed)
        expect(shown).not.toMatch(/[\p{C}/\\]/u)
        expect(shown.length).toBeGreaterThan(0)
        expect(shown.length).toBeLessThanOrEqual(120)
      }),
    )
  })

  it('is no part of the name of a download', () => {
    expect(downloadName('01234567-89ab-4cde-8f01-23456789abcd', 'jpg')).toBe(
      'evidence-01234567.jpg',
    )
  })
})
