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

/** The actor may see this case, and has to say first why they open it. */
export class NeedsReason extends NotAllowed {
  constructor(readonly reference: string) {
    super('This case is not yours now. Open it first, and say why')
  }
}

/** The actor may do this, once they have proved again that it is them. */
export class NeedsProof extends NotAllowed {
  constructor() {
    super('Prove first that it is still you')
  }
}

/** Somebody else, or another tab, changed it first. */
export class Changed extends Error {
  override readonly name = 'Changed'
}
