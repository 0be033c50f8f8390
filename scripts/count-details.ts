/**
 * npm run count-details: once, after a version that did not count gender, nationality and age when exploited as
 * they were added to a referral: reads them from the details, and writes their codes for the figures. While the service runs. As the owner of the tables (DATABASE_OWNER_URL), with SEALING_KEY.
 */
import { openAsOwner } from '@/lib/database/open-as-owner'
import { countDetails } from '@/lib/outcomes/count-details'

const owner = await openAsOwner()
try {
  const counted = await countDetails(owner.act)
  console.log(counted === 0 ? 'Everything is counted already' : `Details counted: ${counted}`)
} finally {
  await owner.close()
}
