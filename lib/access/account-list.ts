/** One line of the list of accounts. */
export interface AccountLine {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: string
  readonly disabledAt: Date | null
  readonly organisation: { readonly name: string }
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
