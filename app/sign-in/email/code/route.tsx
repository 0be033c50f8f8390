import { publicForm, publicPage } from '@/app/door'
import { carriedIn, letIn, startAgain, stepPage } from '@/app/sign-in/door'
import { checkEmailCode } from '@/lib/access/check-email-code'
import { openPending } from '@/lib/access/seal-pending'
import { findCaller } from '@/lib/http/find-caller'
import { safePath } from '@/lib/http/safe-path'

export const GET = publicPage(async ({ request, url, actor }) => {
  const next = safePath(url.searchParams.get('next'))
  const pending = await openPending(request)
  return !actor && pending?.todo === 'email'
    ? stepPage(pending, { next })
    : { redirect: next && actor ? next : '/sign-in' }
})

const errors = {
  wrong: 'Enter the code from our latest email. After 5 tries or 10 minutes ask for a new one',
  'too-many': 'There were too many tries. Ask for a new code',
}

export const POST = publicForm(async ({ request, form }) => {
  const carried = carriedIn(form)
  const pending = await openPending(request)
  if (pending?.todo !== 'email') return startAgain(carried)
  const checked = await checkEmailCode(pending, form.get('code') ?? '', findCaller(request))
  if (!('refused' in checked)) return letIn(checked, carried)
  const { refused } = checked
  return stepPage(pending, carried, { error: errors[refused], refused })
})
