import { call } from '@/app/api/v1/door'
import { addEvidence } from '@/lib/evidence/add-evidence'
import { limits } from '@/lib/evidence/kinds'
import { readSentFile } from '@/lib/evidence/sent-file'
import { problemDetails } from '@/lib/http/problem-details'
import { readBytes } from '@/lib/http/read-upload'

export const POST = call<{ reference: string }>(
  'addEvidence',
  async ({ request, actor, params }) => {
    const sent = readSentFile((name) => request.headers.get(name))
    if ('problem' in sent) return problemDetails(400, sent.problem)
    const read = await readBytes(request, limits.file)
    if ('unacceptable' in read)
      return problemDetails(read.unacceptable.status, read.unacceptable.title)
    const file = { name: sent.name, bytes: read.body }
    const done = await addEvidence(actor, { reference: params.reference, form: sent.form, file })
    if ('evidence' in done) return Response.json(done, { status: 201 })
    const errors = done.form.problems.map(({ question, message }) => ({
      pointer: `/${question}`,
      detail: message,
    }))
    return problemDetails(done.status, 'The file was not added', undefined, errors)
  },
)
