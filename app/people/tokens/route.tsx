import { form, page } from '@/app/door'
import { TokensPage } from '@/components/page/tokens-page'
import { endToken } from '@/lib/access/end-token'
import { findTokens } from '@/lib/access/find-tokens'

export const GET = page(async ({ actor, now, url }) => ({
  title: 'Keys to the partner API',
  back: '/people',
  wide: true,
  body: (
    <TokensPage
      tokens={await findTokens(actor)}
      isEnded={url.searchParams.has('ended')}
      now={now}
    />
  ),
}))

export const POST = form(async ({ actor, form: posted }) => {
  await endToken(actor, posted.get('end') ?? '')
  return { redirect: '/people/tokens?ended=1' }
})
