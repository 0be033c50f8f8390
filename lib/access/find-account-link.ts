import { now } from '@/lib/clock'
import { withoutActor } from '@/lib/database/with-actor'
import type { LinkKind, OpenLink } from './account-link'
import { hashToken } from './hash-token'

interface Row {
  readonly kind: LinkKind
  readonly email: string
  readonly organisation_name: string
  readonly has_second_factor: boolean
}

/**
 * What a link to choose a password is for.
 * @returns `null` where it was used, has run out, was replaced, or never was: all alike
 */
export const findAccountLink = async (token: string): Promise<OpenLink | null> => {
  const [row] = await withoutActor(
    'sign-in',
    (tx) => tx.$queryRaw<Row[]>`
      select * from find_account_link(${hashToken(token)}, ${now()}::timestamptz)`,
  )
  if (!row) return null
  const { kind, email, organisation_name: organisation, has_second_factor: hasSecondFactor } = row
  return { kind, email, organisation, hasSecondFactor }
}
