import { publicForm, publicPage } from '@/app/door'
import { carriedIn, letIn, startAgain, stepPage } from '@/app/sign-in/door'
import { checkCode } from '@/lib/access/check-code'
import { openPending } from '@/lib/access/seal-pending'
import { findCaller } from '@/lib/http/find-caller'
import { safePath } from '@/lib/http/safe-path'

export const GET = publicPage(async ({ request, url, actor }) => {
  const next = safePath(url.searchParams.get('next'))
  const pending = await openPending(request)
  return !actor && pending?.todo === 'code'
    ? stepPage(pending, { next })
    : { redirect: next && actor ? next : '/sign-in' }
})

const errors = {
  code: {
    wrong: 'Enter the code that your app shows now',
    'too-many': 'There were too many tries. Wait 15 minutes, or use a recovery code',
  },
  recovery: {
    wrong: 'Enter a recovery code that you have not used before',
    'too-many': 'There were too many tries. Wait 15 minutes, or ask your administrator',
  },
}

export const POST = publicForm(async ({ request, form }) => {
  const carried = carriedIn(form)
  const pending = await openPending(request)
  if (pending?.todo !== 'code') return startAgain(carried)
  const typed = { code: form.get('code') ?? '', recoveryCode: form.get('recoveryCode') ?? '' }
  const checked = await checkCode(pending, typed, findCaller(request))
  if (!('refused' in checked)) return letIn(checked, carried)
  if (checked.refused === 'gone') return startAgain(carried)
  const wasRecovery = typed.code.trim() === '' && typed.recoveryCode.trim() !== ''
  const { refused } = checked
  const error = errors[wasRecovery ? 'recovery' : 'code'][refused]
  return stepPage(pending, carried, { error, wasRecovery, refused })
})
