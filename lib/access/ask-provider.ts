import { now } from '@/lib/clock'
import { withoutActor } from '@/lib/database/with-actor'
import { environment } from '@/lib/environment'
import { safePath } from '@/lib/http/safe-path'
import { askSecondFactor, type FirstProof } from './ask-second-factor'
import {
  provenAt,
  providerIdOf,
  saysSecondFactor,
  verifiedEmail,
  type Claims,
  type IdentityProvider,
} from './identity-providers'
import { askAuth } from './open-auth'
import { recordRefusal } from './record-refusal'
import { startSession } from './start-session'
import { takeTry } from './take-try'

interface ProviderRow {
  readonly account_id: string
  readonly email: string
  readonly role: string
  readonly has_second_factor: boolean
}

const providerOf = (organisation: string) =>
  environment().IDENTITY_PROVIDERS.find((one) => one.organisation === organisation)

const plainly = (value: string) => {
  try {
    return decodeURIComponent(value)
  } catch {
    // Not ours, then: ours are encoded well.
    return ''
  }
}

const cookiesOf = (request: Request) =>
  Object.fromEntries(
    (request.headers.get('cookie') ?? '').split(';').flatMap((part) => {
      const [name = '', ...value] = part.trim().split('=')
      return name ? [[name, plainly(value.join('='))] as const] : []
    }),
  )

/** The value of a cookie that an answer sets. */
const cookieOf = (cookies: readonly string[], name: RegExp) => {
  const [set = ''] = cookies.find((cookie) => name.test(cookie))?.split(';') ?? []
  return [set.slice(0, set.indexOf('=')), plainly(set.slice(set.indexOf('=') + 1))] as const
}

/** Asks a provider to let nobody through whom it only remembers (OpenID Connect Core, 3.1.2.1). */
const anew = { prompt: 'login', max_age: '0' }

/**
 * Sends somebody to their organisation's own sign-in.
 * @param next where they want to go afterwards
 * @param isAgain whether they have to sign in there again, though it knows them still
 * @returns its address and the cookies that bind its answer to this browser; `unknown` where the
 * organisation has none, `failed` where it does not answer
 */
export const askProvider = async (
  organisation: string,
  next: string | undefined,
  isAgain: boolean,
) => {
  const provider = providerOf(organisation)
  if (!provider) return 'unknown'
  const headers = {}
  const prepared = await askAuth(provider, {
    method: 'GET',
    headers,
    cookies: {},
    query: { nextauth: ['csrf'] },
  })
  const [name, token] = cookieOf(prepared.cookies, /csrf-token/)
  const { location, cookies } = await askAuth(provider, {
    method: 'POST',
    headers,
    cookies: { [name]: token },
    query: { nextauth: ['signin', organisation], ...(isAgain && anew) },
    body: { csrfToken: token.split('|')[0] ?? '', callbackUrl: safePath(next) ?? '/sign-in' },
  })
  const isThere = location && new URL(location).origin !== environment().origins[0]
  return isThere ? { location, cookies } : 'failed'
}

const saidId = ({ iss, sub }: Claims, { issuer }: IdentityProvider) =>
  iss === issuer && typeof sub === 'string' && sub !== '' ? providerIdOf(issuer, sub) : null

const findAccount = async (provider: IdentityProvider, claims: Claims) => {
  const providerId = saidId(claims, provider)
  if (providerId === null) return undefined
  const [row] = await withoutActor(
    'sign-in',
    (tx) => tx.$queryRaw<ProviderRow[]>`
      select * from find_by_provider(
        ${provider.organisation}, ${providerId}, ${verifiedEmail(claims)}::text
      )`,
  )
  return row
}

interface Returned {
  readonly outcome: FirstProof | { readonly refused: 'failed' | 'unknown' | 'too-many' }
  readonly cookies: readonly string[]
  readonly next: string | undefined
}

/**
 * Takes somebody who comes back from their organisation's own sign-in. An account is found by who they
 * are there; the first time by a verified address on a domain of the organisation, and then bound. None
 * is made, and none of another organisation is found. Where the token does not say that a second factor
 * was used, ours is asked of those who need one.
 */
export const receiveFromProvider = async (
  request: Request,
  organisation: string,
  caller: string,
): Promise<Returned | null> => {
  const provider = providerOf(organisation)
  if (!provider) return null
  const taken = await takeTry('provider', organisation, caller)
  if (!taken) return { outcome: { refused: 'too-many' }, cookies: [], next: undefined }
  const cookies = cookiesOf(request)
  const answer = await askAuth(provider, {
    method: 'GET',
    headers: {},
    cookies,
    query: {
      ...Object.fromEntries(new URL(request.url).searchParams),
      nextauth: ['callback', organisation],
    },
  })
  const back = Object.entries(cookies).find(([name]) => name.endsWith('callback-url'))?.[1] ?? ''
  const next = URL.canParse(back)
    ? safePath(new URL(back).pathname + new URL(back).search)
    : undefined
  const finish = (outcome: Returned['outcome']) => ({ outcome, cookies: answer.cookies, next })
  const { claims } = answer
  if (!claims) {
    await recordRefusal('provider_failed')
    return finish({ refused: 'failed' })
  }
  const row = await findAccount(provider, claims)
  if (!row) {
    await recordRefusal('provider_unknown')
    return finish({ refused: 'unknown' })
  }
  await taken.forgive()
  const at = provenAt(claims, now())
  if (saysSecondFactor(claims, provider))
    return finish(await startSession(row.account_id, ['oidc'], at))
  return finish(
    await askSecondFactor({
      accountId: row.account_id,
      email: row.email,
      role: row.role,
      hasSecondFactor: row.has_second_factor,
      ways: ['oidc'],
      provenAt: at,
    }),
  )
}
