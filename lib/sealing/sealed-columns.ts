import { places } from './places'

export interface SealedColumn {
  readonly table: string
  readonly column: string
}

/** What is sealed outside the database, by keys that are sealed in it. */
const elsewhere: readonly (keyof typeof places)[] = ['evidenceFile']

const columnOf = (place: keyof typeof places): SealedColumn => {
  const { table, column } = (places[place] as (...ids: string[]) => SealedColumn)('', '', '')
  return { table, column }
}

/** Every column of the database that holds sealed values, derived from their places. */
export const sealedColumns: readonly SealedColumn[] = (
  Object.keys(places) as (keyof typeof places)[]
)
  .filter((place) => !elsewhere.includes(place))
  .map(columnOf)

/** Columns of bytes that hold no sealed values: hashes, and what the chain of events is made of. */
export const unsealedColumns: readonly SealedColumn[] = [
  { table: 'account_link', column: 'token_hash' },
  { table: 'api_answer', column: 'fingerprint' },
  { table: 'api_answer', column: 'key_hash' },
  { table: 'api_token', column: 'token_hash' },
  { table: 'email_code', column: 'code_hash' },
  { table: 'event', column: 'hash' },
  { table: 'event', column: 'previous' },
  { table: 'recovery_code', column: 'code_hash' },
  { table: 'referral', column: 'fingerprint' },
  { table: 'search_term', column: 'key_id' },
  { table: 'search_term', column: 'term' },
  { table: 'session', column: 'token_hash' },
]
