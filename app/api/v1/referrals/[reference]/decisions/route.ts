import { unprocessable, write } from '@/app/api/v1/door'
import { decisionForm, decisionMessage } from '@/lib/casework/decision-message'
import { recordOutcome } from '@/lib/casework/record-outcome'
import { problemDetails } from '@/lib/http/problem-details'
import { problemsIn } from '@/lib/referral/answers-schema'

const title = 'The decision cannot be recorded'

export const POST = write<{ reference: string }>(
  'recordDecision',
  async ({ actor, params: { reference }, body }) => {
    const read = decisionMessage.safeParse(body)
    if (!read.success) return unprocessable(title, problemsIn(read.error))
    const { track, value } = read.data
    const form = decisionForm(read.data)
    const done = await recordOutcome(actor, { reference, track, version: undefined, form })
    if ('act' in done) return { status: 201, body: { act: done.act, track, value } }
    if ('blocked' in done) return problemDetails(409, 'Conflict', done.blocked)
    return unprocessable(
      title,
      done.form.problems.map(({ question, message }) => ({ path: [question], message })),
    )
  },
)
