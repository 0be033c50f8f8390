import { Tag } from '@/components/govuk/tag'
import type { Allowance } from '@/lib/contact/allowance'
import { showAllowance } from '@/lib/contact/in-words'

/** Whether a channel may be used now, in colour and in words: until when, or why not and when next. */
export function ContactAllowance({ allowance, now }: { allowance: Allowance; now: Date }) {
  return (
    <p className="govuk-body">
      <Tag colour={allowance.isAllowed ? 'green' : 'red'}>
        {allowance.isAllowed ? 'Safe now' : 'Do not use now'}
      </Tag>{' '}
      {showAllowance(allowance, now)}.
    </p>
  )
}
