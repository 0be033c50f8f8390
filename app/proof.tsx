import { ProofPage, proofTitle } from '@/components/page/proof-page'
import type { Page } from '@/components/page/service-page'
import type { Carried } from '@/components/page/sign-in-form'
import type { Actor } from '@/lib/access/actor'
import { environment } from '@/lib/environment'

/** The page on which somebody who is signed in proves that it is still them. */
export const proofPage = (
  { confirmed, organisation }: Actor,
  carried: Carried,
  answer: Pick<Page, 'status' | 'headers'> & { readonly error?: string } = {},
): Page => {
  const { IDENTITY_PROVIDERS, DEMONSTRATION, DEMO_PASSWORD } = environment()
  const { error, ...more } = answer
  return {
    ...more,
    title: proofTitle,
    hasErrors: error !== undefined,
    body: (
      <ProofPage
        {...carried}
        by={confirmed?.by ?? 'password'}
        own={IDENTITY_PROVIDERS.find((one) => one.organisation === organisation.slug)}
        error={error}
        shown={DEMONSTRATION ? DEMO_PASSWORD : undefined}
      />
    ),
  }
}
