import { form, page } from '@/app/door'
import { SessionsPage } from '@/components/page/sessions-page'
import { readCounted } from '@/lib/access/counted'
import { endOwnSessions } from '@/lib/access/end-own-sessions'
import { findOwnSessions } from '@/lib/access/find-own-sessions'

export const GET = page(async ({ actor, url }) => ({
  title: 'Where you are signed in',
  back: '/settings',
  body: (
    <SessionsPage
      sessions={await findOwnSessions(actor)}
      ended={readCounted(url.searchParams, 'ended')}
    />
  ),
}))

export const POST = form(async ({ actor, form: posted }) => {
  const which = posted.get('session') ?? ''
  const ended = await endOwnSessions(actor, which === 'others' ? 'others' : { id: which })
  return { redirect: `/settings/sessions?ended=${ended}` }
})
