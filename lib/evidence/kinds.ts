interface KindOfFile {
  readonly name: string
  /** How names of such files end, in small letters. */
  readonly extensions: readonly string[]
  /** What a download of it is: of a photograph the copy without hidden details. */
  readonly download: { readonly type: string; readonly extension: string }
  /** The type of the bytes as they were sent. */
  readonly original: { readonly type: string; readonly extension: string }
  /** A photograph, of which others get a copy. */
  readonly isImage: boolean
}

const jpeg = { type: 'image/jpeg', extension: 'jpg' }
const png = { type: 'image/png', extension: 'png' }
const heic = { type: 'image/heic', extension: 'heic' }
const pdf = { type: 'application/pdf', extension: 'pdf' }
const docx = {
  type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  extension: 'docx',
}

/** The kinds of files that can be added: ASVS 5.0, 5.2.2. Every other is refused. */
export const kinds = {
  jpeg: {
    name: 'Photograph (JPEG)',
    extensions: ['jpg', 'jpeg'],
    download: jpeg,
    original: jpeg,
    isImage: true,
  },
  png: { name: 'Picture (PNG)', extensions: ['png'], download: png, original: png, isImage: true },
  heic: {
    name: 'Photograph (HEIC)',
    extensions: ['heic', 'heif'],
    download: jpeg,
    original: heic,
    isImage: true,
  },
  pdf: {
    name: 'Document (PDF)',
    extensions: ['pdf'],
    download: pdf,
    original: pdf,
    isImage: false,
  },
  docx: {
    name: 'Document (Word)',
    extensions: ['docx'],
    download: docx,
    original: docx,
    isImage: false,
  },
} as const satisfies Readonly<Record<string, KindOfFile>>

export type Kind = keyof typeof kinds

const all = Object.keys(kinds) as Kind[]

/** The kind that a name says, by how it ends; `undefined` where it is none of ours. */
export const kindNamed = (name: string): Kind | undefined => {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  return all.find((kind) => (kinds[kind].extensions as readonly string[]).includes(extension))
}

/** What the browser offers to choose from: a help to people, and no check. */
export const acceptedNames = all
  .flatMap((kind) => kinds[kind].extensions.map((extension) => `.${extension}`))
  .join(',')

const megabyte = 1024 * 1024

/** ASVS 5.0, 5.2.1, 5.2.3 and 5.2.6: how much one file, and one referral, may hold. */
export const limits = {
  /** Bytes of one file. */
  file: 8 * megabyte,
  /** Bytes of the form that it comes in. */
  form: 9 * megabyte,
  /** Files of one referral. */
  files: 10,
  /** Points of a photograph: width by height. */
  pixels: 40_000_000,
  /** Files inside a document of Word, the bytes that they unpack into, and how much more that may be. */
  entries: 2_000,
  unpacked: 50 * megabyte,
  ratio: 100,
} as const
