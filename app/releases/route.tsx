import { page } from '@/app/door'
import { ReleasesPage } from '@/components/casework/releases-page'
import { findReleases } from '@/lib/casework/find-releases'

export const GET = page(async ({ actor }) => ({
  title: 'Releases',
  wide: true,
  body: <ReleasesPage releases={await findReleases(actor)} />,
}))
