import { page } from '@/app/door'
import { CasePage, isSender } from '@/components/casework/case-page'
import { OpeningPage } from '@/components/casework/opening-page'
import { homeOf } from '@/lib/access/navigation'
import { findDone } from '@/lib/casework/find-done'
import { openCase } from '@/lib/casework/open-case'
import { findContactState } from '@/lib/contact/find-contact'
import { safePath } from '@/lib/http/safe-path'
import { findSettings } from '@/lib/notifications/find-settings'

export const GET = page<{ reference: string }>(async ({ actor, params, url, now }) => {
  const opened = await openCase(actor, params.reference)
  if ('needsReason' in opened) {
    const { needsReason: reference } = opened
    const to = `${url.pathname}${url.search}`
    return { title: 'Referral', body: <OpeningPage reference={reference} to={to} now={now} /> }
  }
  const { found } = opened
  const done = await findDone(actor, url.searchParams.get('done'))
  const { shortcuts } = await findSettings(actor)
  const contact = await findContactState(actor, params.reference)
  return {
    title: 'Referral',
    wide: !isSender(found),
    back: safePath(url.searchParams.get('back')) ?? homeOf(actor),
    body: (
      <CasePage found={found} contact={contact} done={done} hasShortcuts={shortcuts} now={now} />
    ),
  }
})
