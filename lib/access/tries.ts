/** What somebody may try, and how often within a quarter of an hour. */
export interface TryLimits {
  /** For one account from one place. A wrong try from elsewhere uses up none of these. */
  readonly pair: number
  /** From one place, at any account. */
  readonly place: number
  /** For one account from everywhere: no end for a password, which would keep its owner out. */
  readonly account: number
}

/**
 * ASVS 5.0, 6.3.1. A code is short, so that guesses from many places at once come to an end too; by then
 * somebody knows the password, and the owner still has recovery codes, which are too long to guess.
 */
export const tryLimits = {
  password: { pair: 5, place: 30, account: 1_000_000 },
  code: { pair: 5, place: 30, account: 20 },
  recovery: { pair: 5, place: 30, account: 1_000_000 },
  /** Codes that are sent, right or wrong: so that nobody’s mailbox is filled. */
  send: { pair: 3, place: 20, account: 12 },
  email: { pair: 15, place: 30, account: 1_000_000 },
  provider: { pair: 20, place: 60, account: 1_000_000 },
} as const satisfies Readonly<Record<string, TryLimits>>

export type TryKind = keyof typeof tryLimits

/** Seconds after which counting begins anew. */
export const tryWindow = 900

/**
 * How long a try waits when others were wrong for the same account, wherever from. It slows whoever
 * guesses, and keeps nobody out.
 * @param tries how many there were in this quarter of an hour, this one among them
 * @returns milliseconds
 */
export const waitFor = (tries: number) => Math.min(Math.max(0, tries - 10) * 100, 2_000)
