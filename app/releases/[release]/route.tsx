import { form, page } from '@/app/door'
import { DecideReleasePage } from '@/components/casework/decide-release-page'
import { requirePermission } from '@/lib/access/require-permission'
import { answerRelease } from '@/lib/casework/answer-release'
import { findReleaseById } from '@/lib/casework/find-releases'

type Params = { release: string }

const answer = { title: 'Release', back: '/releases' }

export const GET = page<Params>(async ({ actor, params, now }) => {
  requirePermission(actor, 'release-identity')
  const release = await findReleaseById(actor, params.release)
  return { ...answer, body: <DecideReleasePage release={release} now={now} /> }
})

export const POST = form<Params>(async ({ actor, params, form: posted, now }) => {
  const done = await answerRelease(actor, { release: params.release, form: posted })
  if ('decided' in done) return { redirect: '/releases' }
  const release = await findReleaseById(actor, params.release)
  const { typed, problems } = done.form
  return {
    ...answer,
    hasErrors: true,
    status: 422,
    body: <DecideReleasePage release={release} typed={typed} problems={problems} now={now} />,
  }
})
