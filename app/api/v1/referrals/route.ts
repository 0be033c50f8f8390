import { call } from '@/app/api/v1/door'
import { pointerTo, problemDetails } from '@/lib/http/problem-details'
import { readJson } from '@/lib/http/read-body'
import { readAnswers } from '@/lib/referral/answers-schema'
import { countWronglySent } from '@/lib/referral/count-problems'
import { fingerprintOf } from '@/lib/referral/find-receipt'
import { showReceipt } from '@/lib/referral/receipt'
import { submitReferral } from '@/lib/referral/submit-referral'

const longestKey = 200

const unprocessable = (errors: readonly { pointer: string; detail: string }[]) =>
  problemDetails(422, 'Some answers cannot be used', undefined, errors)

export const POST = call('sendReferral', async ({ request, actor }) => {
  const read = await readJson(request)
  if ('unacceptable' in read)
    return problemDetails(read.unacceptable.status, read.unacceptable.title)
  const answers = readAnswers(read.body)
  if ('problems' in answers) {
    await countWronglySent(actor, read.body, answers.problems)
    return unprocessable(
      answers.problems.map(({ path, message }) => ({
        pointer: pointerTo(path),
        detail: message,
      })),
    )
  }
  const given = request.headers.get('idempotency-key')
  if (given && given.length > longestKey)
    return problemDetails(400, `The idempotency key must be ${longestKey} characters or fewer`)
  // Without a key the same answers are the same act of sending.
  const idempotencyKey = `api:${given || Buffer.from(fingerprintOf(answers.typed)).toString('hex')}`
  const sent = await submitReferral(actor, { typed: answers.typed, idempotencyKey, door: 'api' })
  if ('problems' in sent)
    return unprocessable(
      sent.problems.map(({ question, part, message }) => ({
        pointer: pointerTo(part === undefined ? [question] : [question, part]),
        detail: message,
      })),
    )
  return Response.json(showReceipt(sent.receipt), {
    status: 201,
    headers: { location: `/api/v1/referrals/${sent.receipt.reference}` },
  })
})
