import { page } from '@/app/door'
import { PublishedPage } from '@/components/outcomes/published-page'
import { findPublications } from '@/lib/outcomes/find-publications'
import { isoDay } from '@/lib/wording/london-time'

export const GET = page(async ({ actor, now }) => ({
  title: 'Published figures',
  back: '/report',
  wide: true,
  body: <PublishedPage {...await findPublications(actor)} today={isoDay(now)} />,
}))
