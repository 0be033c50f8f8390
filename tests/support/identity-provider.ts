import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import Provider from 'oidc-provider'

/** What the provider says of whoever signs in next. */
export interface Said {
  readonly sub: string
  readonly email?: string
  readonly email_verified?: boolean
  readonly amr?: readonly string[]
  readonly acr?: string
  /** When they proved it there; now, where it is not said. */
  readonly at?: Date
}

export interface IdentityProviderServer {
  readonly issuer: string
  /** Whoever comes is signed in as this person, at once. */
  signsIn: Said
  /** Follows a browser through it, until it is sent to another site. Answers that address. */
  readonly walk: (address: string) => Promise<string>
  readonly stop: () => Promise<void>
}

/** A real OpenID Connect provider on this machine, on a free port, where nobody is asked a password. */
export async function startIdentityProvider(
  clients: readonly { readonly id: string; readonly secret: string; readonly returnTo: string }[],
): Promise<IdentityProviderServer> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const issuer = `http://127.0.0.1:${port}`
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const provider = new Provider(issuer, {
    clients: clients.map(({ id, secret, returnTo }) => ({
      client_id: id,
      client_secret: secret,
      redirect_uris: [returnTo],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      require_auth_time: true,
    })),
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig' }] },
    cookies: { keys: [randomUUID()] },
    claims: { openid: ['sub', 'amr', 'acr'], email: ['email', 'email_verified'] },
    acrValues: ['1', 'two-factors'],
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, id) => {
      const { email, email_verified } = self.signsIn
      return { accountId: id, claims: () => ({ sub: id, email, email_verified }) }
    },
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId,
        accountId: oidc.session?.accountId,
      })
      grant.addOIDCScope('openid email')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response)
    const { sub, amr, acr, at } = self.signsIn
    const ts = Math.floor((at ?? new Date()).getTime() / 1000)
    void provider.interactionFinished(
      request,
      response,
      { login: { accountId: sub, ts, ...(amr && { amr: [...amr] }), ...(acr && { acr }) } },
      { mergeWithLastSubmission: false },
    )
  })
  const self: IdentityProviderServer = {
    issuer,
    signsIn: { sub: 'nobody' },
    walk: async (from) => {
      const cookies = new Map<string, string>()
      let next = from
      for (let steps = 0; steps < 10 && next.startsWith(issuer); steps += 1) {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
        const step = await fetch(next, { redirect: 'manual', headers: { cookie } })
        for (const set of step.headers.getSetCookie()) {
          const [name = '', ...value] = (set.split(';')[0] ?? '').split('=')
          cookies.set(name, value.join('='))
        }
        const location = step.headers.get('location')
        if (!location) throw new Error(`The provider answered ${step.status}: ${await step.text()}`)
        next = new URL(location, next).href
      }
      return next
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return self
}
