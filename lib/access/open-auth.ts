import NextAuth, { type NextAuthOptions } from 'next-auth'
import { environment } from '@/lib/environment'
import { log } from '@/lib/log'
import type { Claims, IdentityProvider } from './identity-providers'

/** What next-auth answers: where to, which cookies go with it, and who came back, if anybody. */
export interface AuthAnswer {
  readonly claims: Claims | undefined
  readonly location: string | undefined
  readonly cookies: readonly string[]
}

interface Asked {
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly cookies: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string | readonly string[]>>
  readonly body?: Readonly<Record<string, string>>
}

/** As much of a server's answer as next-auth writes to. */
interface Answering {
  status: (code: number) => Answering
  setHeader: (name: string, value: string | string[]) => Answering
  getHeader: (name: string) => string | string[] | undefined
  json: (body: unknown) => void
  send: (body: unknown) => void
  end: () => void
}

/**
 * How next-auth speaks with organisations' own sign-in: authorization code with PKCE, state and nonce,
 * and who it was from the signed token. It starts no session of its own: `take` is given what was said,
 * and our own verbs go on from there. Passwords are no provider here, so nothing goes round their code.
 */
const optionsFor = (
  { organisation: id, issuer, clientId, clientSecret, label: name }: IdentityProvider,
  take: (claims: Claims) => unknown,
): NextAuthOptions => {
  const { AUTH_SECRET: secret, isSecure } = environment()
  return {
    secret,
    useSecureCookies: isSecure,
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    session: { strategy: 'jwt', maxAge: 1 },
    // Its own log repeats what providers answer, which may be about somebody.
    logger: {
      error: (code) => log.warn({ code }, 'An organisation’s own sign-in failed'),
      warn: () => {},
      debug: () => {},
    },
    providers: [
      {
        id,
        name,
        type: 'oauth',
        wellKnown: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        clientId,
        clientSecret,
        idToken: true,
        authorization: { params: { scope: 'openid email' } },
        checks: ['pkce', 'state', 'nonce'],
        profile: (claims: Claims) => ({ id: String(claims.sub ?? '') }),
      },
    ],
    callbacks: {
      signIn: ({ profile }) => {
        take({ ...profile })
        return '/sign-in'
      },
    },
  }
}

/** Asks next-auth something about one provider. */
export const askAuth = async (provider: IdentityProvider, asked: Asked): Promise<AuthAnswer> => {
  const said: Claims[] = []
  const headers = new Map<string, string | string[]>()
  const answering: Answering = {
    status: () => answering,
    setHeader: (name, value) => {
      headers.set(name.toLowerCase(), value)
      return answering
    },
    getHeader: (name) => headers.get(name.toLowerCase()),
    json: () => {},
    send: () => {},
    end: () => {},
  }
  const handle: (asked: Asked, answering: Answering) => Promise<void> = NextAuth(
    optionsFor(provider, (claims) => said.push(claims)),
  )
  await handle(asked, answering)
  return {
    claims: said[0],
    location: [headers.get('location') ?? []].flat()[0],
    cookies: [headers.get('set-cookie') ?? []].flat(),
  }
}
