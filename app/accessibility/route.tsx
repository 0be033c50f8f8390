import { publicPage } from '@/app/door'
import { PlainPage } from '@/components/page/plain-page'
import { plainPages } from '@/lib/wording/plain-pages'

export const GET = publicPage(() => ({
  title: plainPages.accessibility.title,
  body: <PlainPage {...plainPages.accessibility} />,
}))
