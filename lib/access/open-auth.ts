import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { withoutActor } from '@/lib/database/with-actor'
import { environment } from '@/lib/environment'
import { hashToken } from './hash-token'
import { sessionCookie } from './session-token'
import { signIn } from './sign-in'

declare module 'next-auth' {
  interface User {
    sessionToken?: string
  }
}
declare module 'next-auth/jwt' {
  interface JWT {
    sessionToken?: string
  }
}

/**
 * How next-auth signs people in. The token in the cookie carries a random session token and nothing
 * else: who somebody is, is read from the session's row on every request. An organisation's own
 * identity provider is one more line in `providers`, matched to an account by `Account.providerId`.
 */
export const openAuth = (): NextAuthOptions => {
  const { AUTH_SECRET: secret, isSecure, SESSION_HOURS } = environment()
  return {
    secret,
    useSecureCookies: isSecure,
    session: { strategy: 'jwt', maxAge: SESSION_HOURS * 3600 },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    cookies: {
      sessionToken: {
        name: sessionCookie(isSecure),
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure },
      },
    },
    providers: [
      CredentialsProvider({
        name: 'Work email and password',
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: async (credentials, request) => {
          const forwarded: unknown = request.headers?.['x-forwarded-for']
          const address = typeof forwarded === 'string' ? forwarded : 'unknown'
          const result = await signIn(
            credentials?.email ?? '',
            credentials?.password ?? '',
            address,
          )
          return 'sessionToken' in result
            ? { id: result.accountId, sessionToken: result.sessionToken }
            : null
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => ({ sessionToken: user?.sessionToken ?? token.sessionToken }),
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signOut: async ({ token }) => {
        const { sessionToken } = token
        if (sessionToken)
          await withoutActor(
            'sign-out',
            (tx) => tx.$queryRaw`select end_session(${hashToken(sessionToken)})::text`,
          )
      },
    },
  }
}
