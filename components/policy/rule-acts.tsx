import { Button } from '@/components/govuk/button'
import { rulePath } from '@/lib/policies/policy-path'

/** What can be done with a rule of a draft beside changing it. */
export function RuleActs({
  policy,
  rule,
  version,
}: {
  policy: string
  rule: string
  version: number
}) {
  const path = rulePath(policy, rule)
  return (
    <section aria-labelledby="acts">
      <h2 className="govuk-heading-m" id="acts">
        Move it or take it out
      </h2>
      <p className="govuk-body">
        What you typed above and did not save is lost. A rule moves by one place in its part.
      </p>
      <form method="post" action={`${path}/move`} noValidate>
        <input type="hidden" name="version" value={version} />
        <div className="govuk-button-group">
          <Button variant="secondary" name="to" value="earlier" preventDoubleClick>
            Move it up
          </Button>
          <Button variant="secondary" name="to" value="later" preventDoubleClick>
            Move it down
          </Button>
          <Button variant="warning" formAction={`${path}/remove`} preventDoubleClick>
            Take it out
          </Button>
        </div>
      </form>
    </section>
  )
}
