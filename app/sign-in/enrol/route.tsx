import { publicForm, publicPage } from '@/app/door'
import { carriedIn, cookiesOf, startAgain, stepPage } from '@/app/sign-in/door'
import { RecoveryCodesPage } from '@/components/page/enrol-page'
import { endSession } from '@/lib/access/end-session'
import { enrolSecondFactor } from '@/lib/access/enrol-second-factor'
import { openPending, sealPending } from '@/lib/access/seal-pending'
import { startEnrolment } from '@/lib/access/start-enrolment'
import { findCaller } from '@/lib/http/find-caller'
import { safePath } from '@/lib/http/safe-path'

export const GET = publicPage(async ({ request, url, actor }) => {
  const next = safePath(url.searchParams.get('next'))
  const pending = await openPending(request)
  if (pending?.todo === 'enrol') return stepPage(pending, { next })
  const begun = actor && (await startEnrolment(actor))
  return begun
    ? { ...stepPage(begun, { next }), cookies: [await sealPending(begun)] }
    : { redirect: '/sign-in' }
})

const errors = {
  wrong: 'Enter the code that your app shows now',
  'too-many': 'There were too many tries. Wait 15 minutes, and begin again',
}

export const POST = publicForm(async ({ request, form }) => {
  const carried = carriedIn(form)
  const pending = await openPending(request)
  if (pending?.todo !== 'enrol') return startAgain(carried)
  const enrolled = await enrolSecondFactor(pending, form.get('code') ?? '', findCaller(request))
  if ('refused' in enrolled) {
    const { refused } = enrolled
    if (refused === 'gone') return startAgain(carried)
    return stepPage(pending, carried, { error: errors[refused], refused })
  }
  await endSession(request)
  return {
    title: 'Your recovery codes',
    body: <RecoveryCodesPage codes={enrolled.recoveryCodes} {...carried} />,
    cookies: await cookiesOf(enrolled),
  }
})
