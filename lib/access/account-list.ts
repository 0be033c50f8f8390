import type { ReviewedAccount } from './account-review'

/** One line of the list of accounts. */
export interface AccountLine extends ReviewedAccount {
  readonly email: string
  readonly organisation: { readonly name: string; readonly slug: string }
  readonly disabledAt: Date | null
  /** The last day of the account, where it has one. */
  readonly validUntil: Date | null
  /** Closed until a second person agrees that it may do more than refer. */
  readonly waitsForAgreement: boolean
}

export interface AccountList {
  readonly accounts: readonly AccountLine[]
  /** The organisations that an account may be made for. */
  readonly organisations: readonly {
    readonly id: string
    readonly name: string
    readonly slug: string
  }[]
}
