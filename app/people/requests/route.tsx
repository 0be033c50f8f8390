import { form, page } from '@/app/door'
import { AccountLinkShown } from '@/components/page/account-link-shown'
import { AccountRequestsPage } from '@/components/page/account-requests-page'
import { answerAccountRequest } from '@/lib/access/answer-account-request'
import { findAccountRequests } from '@/lib/access/find-account-requests'
import { NotFound } from '@/lib/refusals'

const title = 'Account changes'

export const GET = page(async ({ actor }) => ({
  title,
  body: <AccountRequestsPage requests={await findAccountRequests(actor)} />,
}))

export const POST = form(async ({ actor, form: posted }) => {
  const decision = posted.get('decision')
  if (decision !== 'agree' && decision !== 'refuse') throw new NotFound()
  const request = posted.get('request') ?? ''
  const link = await answerAccountRequest(actor, request, decision === 'agree')
  if (!link) return { redirect: '/people/requests' }
  return {
    title: 'You agreed',
    back: '/people/requests',
    body: (
      <>
        <h1 className="govuk-heading-l">You agreed</h1>
        <AccountLinkShown link={link} />
      </>
    ),
  }
})
