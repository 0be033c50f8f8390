/** Where sealed files are kept. It knows no keys, no cases and no names that people gave. */
export interface Store {
  /** Keeps bytes under a name for good, or throws: there is never a part of a file. */
  readonly put: (name: string, bytes: Uint8Array) => Promise<void>
  /** @returns `null` where there is none */
  readonly get: (name: string) => Promise<Buffer | null>
  /** Removes a file. There being none is as good. */
  readonly remove: (name: string) => Promise<void>
  readonly list: () => Promise<readonly { readonly name: string; readonly keptAt: Date }[]>
}

const names = { original: '', display: '.display' } as const

/** The two files of one piece of evidence: as it was sent, and of a photograph the copy that is shown. */
export type Copy = keyof typeof names

/** The name of a file in the store: the id of its row. */
export const storedName = (id: string, copy: Copy) => `${id}${names[copy]}`

/** The id in the name of a stored file; `undefined` where the name is none of ours. */
export const idOfStored = (name: string): string | undefined =>
  /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.display)?$/.exec(name)?.[1]

/** @throws where a name is none of ours: it could lead out of the store */
export const assertStoredName = (name: string): void => {
  if (idOfStored(name) === undefined) throw new Error('This is not the name of a stored file')
}
