import { may, type Permission } from './permissions'
import type { Role } from './roles'

interface ScopeRule {
  /** What it is for, to whoever makes a token or calls. */
  readonly says: string
  /** What the account behind the token must be allowed, for the scope to be of any use. */
  readonly needs: Permission
}

/** What a token of the partner API may be for. */
export const scopes = {
  'referrals:send': { says: 'Send referrals, and photographs and documents', needs: 'refer' },
  'referrals:read': { says: 'See where a referral stands', needs: 'refer' },
  'referrals:amend': { says: 'Correct answers, and add details', needs: 'refer' },
  'events:read': {
    says: 'Follow what happens to the organisation’s own referrals',
    needs: 'refer',
  },
  'decisions:write': { says: 'Record decisions and outcomes', needs: 'work-a-queue' },
} as const satisfies Readonly<Record<string, ScopeRule>>

export type Scope = keyof typeof scopes

export const isScope = (text: string): text is Scope => Object.hasOwn(scopes, text)

export const scopeNames = Object.keys(scopes).filter(isScope)

/** The scopes that are of use to an account of a role. */
export const scopesFor = (role: Role): readonly Scope[] =>
  scopeNames.filter((scope) => may({ role }, scopes[scope].needs))
