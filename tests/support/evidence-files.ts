import { crc32, deflateRawSync } from 'node:zlib'
import sharp from 'sharp'

/** A HEIC photograph of 48 by 32 points, all of one red, as a telephone's encoder (x265) makes one. */
const heicInBase64 =
  'AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAa1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAACAAAAEGlkYXQAAAAAADAAIAAAADhpbG9jAQAAAERAAAIAAQAAAAAAAAHRAAEAAAAAAAAAGgACAAEAAAAAAAAAAQAAAAAAAAAIAAAAOGlpbmYAAAAAAAIAAAAVaW5mZQIAAAEAAQAAaHZjMQAAAAAVaW5mZQIAAAAAAgAAZ3JpZAAAAADYaXBycAAAALZpcGNvAAAAdmh2Y0MBA3AAAAAAAAAAAAAe8AD8/fj4AAAPAyAAAQAYQAEMAf//A3AAAAMAkAAAAwAAAwAeugJAIQABACpCAQEDcAAAAwCQAAADAAADAB6gIIEFlurkprm4EBAwIAAAAwAgAAADACEiAAEABkQBwXPAiQAAABRpc3BlAAAAAAAAAEAAAABAAAAAFGlzcGUAAAAAAAAAMAAAACAAAAAQcGl4aQAAAAADCAgIAAAAGmlwbWEAAAAAAAAAAgABAoECAAICA4QAAAAaaXJlZgAAAAAAAAAOZGltZwACAAEAAQAAACJtZGF0AAAAFigBrxmA70mlv//Opn/TIL/g2taY+bg='

/** The file that every scanner for viruses knows and that does nothing (EICAR), in two halves. */
export const eicar = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
)

interface Part {
  readonly name: string
  readonly bytes: Buffer
  /** What the directory says instead of the true length. */
  readonly saysLength?: number
}

const head = (signature: number, fields: readonly (readonly [bytes: 2 | 4, value: number])[]) => {
  const parts = [[4, signature] as const, ...fields].map(([bytes, value]) => {
    const part = Buffer.alloc(bytes)
    if (bytes === 2) part.writeUInt16LE(value)
    else part.writeUInt32LE(value)
    return part
  })
  return Buffer.concat(parts)
}

/** Packs files into a ZIP archive, written out from APPNOTE 6.3.3 so that it can also lie. */
export const zipOf = (parts: readonly Part[]): Buffer => {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, bytes, saysLength = bytes.length } of parts) {
    const packed = deflateRawSync(bytes)
    const named = Buffer.from(name)
    const same = [
      ...([
        [2, 20],
        [2, 0],
        [2, 8],
        [2, 0],
        [2, 33],
      ] as const),
      ...([
        [4, crc32(bytes)],
        [4, packed.length],
        [4, saysLength],
        [2, named.length],
      ] as const),
      [2, 0] as const,
    ]
    const local = Buffer.concat([head(0x04034b50, same), named, packed])
    directory.push(
      head(0x02014b50, [
        [2, 20],
        ...same,
        ...([
          [2, 0],
          [2, 0],
          [2, 0],
          [4, 0],
          [4, offset],
        ] as const),
      ]),
      named,
    )
    locals.push(local)
    offset += local.length
  }
  const list = Buffer.concat(directory)
  const end = head(0x06054b50, [
    ...([
      [2, 0],
      [2, 0],
      [2, parts.length],
      [2, parts.length],
    ] as const),
    ...([
      [4, list.length],
      [4, offset],
      [2, 0],
    ] as const),
  ])
  return Buffer.concat([...locals, list, end])
}

const contentTypes = (main: string) =>
  Buffer.from(
    `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
  )

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'

/** A document of Word with one paragraph, and whatever else a test puts into it. */
export const docxOf = (more: readonly Part[] = [], type = wordType): Buffer =>
  zipOf([
    { name: '[Content_Types].xml', bytes: contentTypes(type) },
    {
      name: 'word/document.xml',
      bytes: Buffer.from('<w:document><w:p>A letter</w:p></w:document>'),
    },
    ...more,
  ])

/** A document of one empty page, and whatever else a test puts into it as objects. */
export const pdfOf = (objects = '', trailer = ''): Buffer => {
  const body = `%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n${objects}`
  return Buffer.from(
    `${body}xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 3/Root 1 0 R${trailer}>>\nstartxref\n${body.length}\n%%EOF\n`,
  )
}

const red = { width: 64, height: 48, channels: 3, background: '#aa2222' } as const

/** A photograph that says where it was taken, and on which telephone. */
export const photograph = (): Promise<Buffer> =>
  sharp({ create: red })
    .jpeg()
    .withExif({
      IFD0: { Make: 'CANARY-CAMERA', Model: 'CANARY-MODEL' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '51/1 47/1 5028/100',
        GPSLongitudeRef: 'W',
        GPSLongitude: '0/1 4/1 3911/100',
      },
    })
    .toBuffer()

export const picture = (): Promise<Buffer> => sharp({ create: red }).png().toBuffer()

/** A picture of so many points in a few kilobytes. */
export const flood = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#000' }, limitInputPixels: false })
    .png({ compressionLevel: 9, palette: true })
    .toBuffer()

export const heic = (): Buffer => Buffer.from(heicInBase64, 'base64')
