import { isScope, scopes } from './scopes'

/** Days before its end at which administrators are told of a token. */
export const tokenReminderDays = 14

/** One line of the list of tokens. */
export interface TokenLine {
  readonly id: string
  readonly name: string
  readonly organisation: string
  /** The work email of the account that it acts as. */
  readonly account: string
  readonly scopes: readonly string[]
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly lastUsedAt: Date | null
  readonly revokedAt: Date | null
}

/** A token as it is handed over: shown once, and kept nowhere. */
export interface MadeToken {
  readonly id: string
  readonly token: string
  readonly name: string
  readonly expiresAt: Date
}

export const tokenStates = { active: 'Active', soon: 'Ends soon', over: 'Over', ended: 'Ended' }

/** How a token stands at a moment. */
export const tokenState = (
  { revokedAt, expiresAt }: Pick<TokenLine, 'revokedAt' | 'expiresAt'>,
  at: Date,
): keyof typeof tokenStates => {
  if (revokedAt) return 'ended'
  const left = expiresAt.getTime() - at.getTime()
  if (left <= 0) return 'over'
  return left <= tokenReminderDays * 24 * 60 * 60 * 1000 ? 'soon' : 'active'
}

/** What a token may do, in words. */
export const scopeWords = (names: readonly string[]) =>
  names.map((name) => (isScope(name) ? scopes[name].says : name))
