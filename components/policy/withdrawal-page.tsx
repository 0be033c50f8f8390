import { Button } from '@/components/govuk/button'
import type { PolicyVersion } from '@/lib/policies/policy-version'

/** Asks once more before a version of the policy is withdrawn. */
export function WithdrawalPage({ policy: { name, state } }: { policy: PolicyVersion }) {
  return (
    <>
      <span className="govuk-caption-l">{name}</span>
      <h1 className="govuk-heading-l">
        {state === 'published' ? 'Withdraw this policy' : 'Withdraw this draft'}
      </h1>
      <p className="govuk-body">
        It will never decide anything. It stays here to be read, and cannot be changed any more.
      </p>
      <form method="post" noValidate>
        <Button variant="warning" preventDoubleClick>
          Withdraw it
        </Button>
      </form>
    </>
  )
}
