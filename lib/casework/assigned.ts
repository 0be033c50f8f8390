import { pageSize } from './worklist'

/** An item as it was seen when it was ticked. */
export interface Ticked {
  readonly reference: string
  readonly version: number
}

/** What became of several items that were to be assigned: how many of each. */
export interface Assigned {
  readonly assigned: number
  /** Somebody else changed them first. */
  readonly changed: number
  /** They cannot be assigned now. */
  readonly blocked: number
}

const ticked = /^(HMS-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z])\.(\d{1,9})$/

/** An item as its box in the list sends it. */
export const writeTicked = ({ reference, version }: Ticked) => `${reference}.${version}`

/** The items that were ticked: a page of them at most, each once. What is none is not there. */
export const readTicked = (form: URLSearchParams): readonly Ticked[] => {
  const given = [...new Set(form.getAll('item'))].slice(0, pageSize)
  return given.flatMap((text) => {
    const [, reference, version] = ticked.exec(text) ?? []
    return reference ? [{ reference, version: Number(version) }] : []
  })
}

const number = /^\d{1,2}$/

/** What became of them as it stands in an address, and back. `undefined` where nothing is said. */
export const writeAssigned = ({ assigned, changed, blocked }: Assigned) =>
  `assigned=${assigned}.${changed}.${blocked}`

export const readAssigned = (params: URLSearchParams): Assigned | undefined => {
  const parts = (params.get('assigned') ?? '').split('.')
  if (parts.length !== 3 || !parts.every((part) => number.test(part))) return undefined
  const [assigned = 0, changed = 0, blocked = 0] = parts.map(Number)
  return { assigned, changed, blocked }
}
