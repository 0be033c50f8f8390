import { page } from '@/app/door'
import { PapersPage } from '@/components/papers/papers-page'
import { casePath } from '@/lib/casework/act-path'
import { findPapers } from '@/lib/papers/issue-paper'

export const GET = page<{ reference: string }>(async ({ actor, params }) => {
  const found = await findPapers(actor, params.reference)
  return { title: 'Papers', back: casePath(found.reference), body: <PapersPage {...found} /> }
})
