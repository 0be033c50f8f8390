import { page } from '@/app/door'
import { PolicyPage } from '@/components/policy/policy-page'
import { may } from '@/lib/access/permissions'
import { findPolicies } from '@/lib/policies/find-policies'

export const GET = page(async ({ actor }) => ({
  title: 'Routing policy',
  wide: true,
  body: (
    <PolicyPage
      policies={await findPolicies(actor)}
      mayDraft={may(actor, 'draft-policy')}
      seesDrafts={may(actor, 'draft-policy') || may(actor, 'publish-policy')}
    />
  ),
}))
