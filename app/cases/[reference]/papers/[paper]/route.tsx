import { page } from '@/app/door'
import { NrmPackPage } from '@/components/papers/nrm-pack-page'
import { PaperPage } from '@/components/papers/paper-page'
import { casePath } from '@/lib/casework/act-path'
import { issuePaper } from '@/lib/papers/issue-paper'
import { papersPath } from '@/lib/papers/papers'
import { may } from '@/lib/access/permissions'

export const GET = page<{ reference: string; paper: string }>(async ({ actor, params }) => {
  const issued = await issuePaper(actor, params.reference, params.paper, 'page')
  const { reference, name, paper, pack } = issued
  const fileHref = `${papersPath(reference, name)}/pdf`
  const addHref = may(actor, 'refer') ? `${casePath(reference)}/details` : undefined
  return {
    title: paper.title,
    back: papersPath(reference),
    body: pack ? (
      <NrmPackPage {...{ paper, fileHref, addHref }} {...pack} />
    ) : (
      <PaperPage paper={paper} fileHref={fileHref} />
    ),
  }
})
