import { page } from '@/app/door'
import { CasePage, isSender } from '@/components/casework/case-page'
import { homeOf } from '@/lib/access/navigation'
import { findCase } from '@/lib/casework/find-case'
import { findDone } from '@/lib/casework/find-done'
import { safePath } from '@/lib/http/safe-path'
import { findSettings } from '@/lib/notifications/find-settings'

export const GET = page<{ reference: string }>(async ({ actor, params, url, now }) => {
  const found = await findCase(actor, params.reference)
  const done = await findDone(actor, url.searchParams.get('done'))
  const { shortcuts } = await findSettings(actor)
  return {
    title: 'Referral',
    wide: !isSender(found),
    back: safePath(url.searchParams.get('back')) ?? homeOf(actor),
    body: <CasePage found={found} done={done} hasShortcuts={shortcuts} now={now} />,
  }
})
