import { page } from '@/app/door'
import { OriginalPage } from '@/components/casework/evidence-file-pages'
import { evidencePath } from '@/lib/evidence/evidence-path'
import { findFile } from '@/lib/evidence/find-file'
import { NotAllowed } from '@/lib/refusals'

type Params = { reference: string; file: string }

export const GET = page<Params>(async ({ actor, params, url, now }) => {
  const found = await findFile(actor, params.reference, params.file)
  if (!found.file.canOpenOriginal)
    throw new NotAllowed('Only those who work the case can open it as it was sent')
  const again = url.searchParams.has('again')
  return {
    title: 'Open the photograph as it was sent',
    back: evidencePath(found.reference),
    hasErrors: again,
    body: <OriginalPage {...found} again={again} now={now} />,
  }
})
