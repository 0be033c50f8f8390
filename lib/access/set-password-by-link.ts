import { now } from '@/lib/clock'
import { withoutActor } from '@/lib/database/with-actor'
import type { OpenLink } from './account-link'
import { findAccountLink } from './find-account-link'
import { hashToken } from './hash-token'
import { passwordProblem } from './password-rules'
import { hashPassword } from './hash-password'

/** Which of the two fields is wrong, and how. */
export interface PasswordProblem {
  readonly field: 'password' | 'again'
  readonly message: string
}

type Chosen = 'chosen' | 'gone' | { readonly link: OpenLink; readonly problem: PasswordProblem }

const problemOf = (link: OpenLink, password: string, again: string) => {
  const words = [link.organisation, link.email.split('@')[0] ?? '']
  const message = passwordProblem(password, words, link.hasSecondFactor)
  if (message) return { field: 'password' as const, message }
  if (again !== password)
    return { field: 'again' as const, message: 'The two passwords are not the same' }
  return undefined
}

/**
 * Chooses a password by a link, once: of two at the same moment one is too late. All sessions of the
 * account end, and nobody is signed in by it.
 * @param form `password`, and `again` to catch a slip of the hand
 */
export const setPasswordByLink = async (token: string, form: URLSearchParams): Promise<Chosen> => {
  const link = await findAccountLink(token)
  if (!link) return 'gone'
  const password = form.get('password') ?? ''
  const problem = problemOf(link, password, form.get('again') ?? '')
  if (problem) return { link, problem }
  const passwordHash = await hashPassword(password)
  const [row] = await withoutActor(
    'sign-in',
    (tx) => tx.$queryRaw<{ used: boolean }[]>`
      select use_account_link(${hashToken(token)}, ${passwordHash}, ${now()}::timestamptz) as used`,
  )
  return row?.used ? 'chosen' : 'gone'
}
