import type { Entry } from './ledger'

/** An entry of the ledger as it is shown: codes, and the name of the organisation that was named. */
export interface ConsentRead extends Entry {
  readonly id: string
  readonly wordingVersion: string
  readonly interpreter: string | null
  readonly setting: string | null
  readonly organisation: string | null
}
