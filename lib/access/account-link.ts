/** What a link that lets somebody choose a password is for. */
export type LinkKind = 'invitation' | 'recovery'

/** A link that was made: mailed to the address, or to be handed over by whoever made it. */
export interface HandedOver {
  readonly kind: LinkKind
  readonly email: string
  /** When it stops working. */
  readonly until: Date
  /** The whole address, shown this once; `undefined` where it was mailed and nobody need see it. */
  readonly address?: string
}

/** What the page of a link that still works says. */
export interface OpenLink {
  readonly kind: LinkKind
  readonly email: string
  readonly organisation: string
  readonly hasSecondFactor: boolean
}
