import { page } from '@/app/door'
import { handOut, refuseElsewhere } from '@/app/evidence/hand-out'
import { openEvidence } from '@/lib/evidence/open-evidence'

export const GET = page<{ file: string }>(async ({ actor, params, request }) => {
  refuseElsewhere(request)
  return handOut(await openEvidence(actor, params.file))
})
