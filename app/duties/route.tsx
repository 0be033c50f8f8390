import { page } from '@/app/door'
import { DutiesPage } from '@/components/casework/duties-page'
import { homeOf } from '@/lib/access/navigation'
import { readPage } from '@/lib/casework/duty-list'
import { findDuties } from '@/lib/casework/find-duties'

export const GET = page(async ({ actor, url, now }) => {
  const list = await findDuties(actor, readPage(url.searchParams.get('page')))
  return {
    title: 'Duties',
    wide: true,
    back: homeOf(actor),
    body: <DutiesPage list={list} now={now} />,
  }
})
