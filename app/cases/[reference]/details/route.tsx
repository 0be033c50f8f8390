import { page } from '@/app/door'
import { DetailsPage } from '@/components/journey/details-page'
import { findDetails } from '@/lib/referral/find-details'

export const GET = page<{ reference: string }>(async ({ actor, params }) => {
  const details = await findDetails(actor, params.reference)
  return {
    title: 'Add more details',
    isReferral: true,
    back: `/cases/${details.reference}`,
    body: <DetailsPage details={details} />,
  }
})
