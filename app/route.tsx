import { publicPage } from '@/app/door'
import { StartPage } from '@/components/page/start-page'

export const GET = publicPage(({ actor }) => ({
  title: 'Report a concern',
  isReferral: actor === null,
  body: <StartPage />,
}))
