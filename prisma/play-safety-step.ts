import { askRelease } from '@/lib/casework/ask-release'
import { keepCaseFrom } from '@/lib/casework/keep-case-from'
import { openCase } from '@/lib/casework/open-case'
import { recordOpening } from '@/lib/casework/record-opening'
import { approveRequest } from '@/lib/data-requests/approve-request'
import { findRequests } from '@/lib/data-requests/find-requests'
import { openRequest } from '@/lib/data-requests/open-request'
import { addEvidence } from '@/lib/evidence/add-evidence'
import { demonstrationFiles } from './demonstration-files'
import type { Stage } from './play-step'

type Verbs = Readonly<Record<string, () => Promise<object>>>

/** The steps of a case's past that are about who may see what: by the verbs that the pages call. */
export const safetySteps = (
  second: string,
  form: URLSearchParams,
  { actor, reference }: Stage,
): Verbs => ({
  release: () => askRelease(actor, { reference, form }),
  keep: () => keepCaseFrom(actor, { reference, form }),
  open: async () => {
    const said = await recordOpening(actor, { reference, form })
    return 'opening' in said ? openCase(actor, reference) : said
  },
  evidence: async () => {
    const file = await demonstrationFiles[second]?.()
    if (!file) throw new Error(`There is no file called ${second}`)
    return addEvidence(actor, { reference, form, file })
  },
  data: async () => {
    form.set('reference', reference)
    if (second === 'request') return openRequest(actor, form)
    const requests = await findRequests(actor)
    const waiting = requests.find((one) => one.reference === reference && one.canApprove)
    if (!waiting) throw new Error('No request waits for a second person')
    await approveRequest(actor, waiting.id, waiting.version)
    return waiting
  },
})
