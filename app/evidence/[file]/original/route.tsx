import { form } from '@/app/door'
import { handOut } from '@/app/evidence/hand-out'
import { evidenceFilePath } from '@/lib/evidence/evidence-path'
import { openOriginal } from '@/lib/evidence/open-evidence'

export const POST = form<{ file: string }>(async ({ actor, params, form: posted }) => {
  const found = await openOriginal(actor, params.file, posted)
  if (!('form' in found)) return handOut(found)
  return { redirect: `${evidenceFilePath(found.reference, params.file, 'original')}?again=yes` }
})
