import { page } from '@/app/door'
import { handOut, refuseElsewhere } from '@/app/evidence/hand-out'
import { openHeldFile } from '@/lib/evidence/open-held-file'

/** A photograph or document, for the one who answers the request: to look at it, and to hand it out. */
export const GET = page<{ request: string; file: string }>(async ({ actor, params, request }) => {
  refuseElsewhere(request)
  return handOut(await openHeldFile(actor, { request: params.request, file: params.file }))
})
