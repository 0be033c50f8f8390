/** There is no such thing, or it is not this actor's to see: the two look exactly alike. */
export class NotFound extends Error {
  override readonly name = 'NotFound'
  constructor() {
    super('Page not found')
  }
}

/** The actor may see this but not do it. */
export class NotAllowed extends Error {
  override readonly name = 'NotAllowed'
}

/** Somebody else, or another tab, changed it first. */
export class Changed extends Error {
  override readonly name = 'Changed'
}
