import { page } from '@/app/door'
import { PaperPage } from '@/components/papers/paper-page'
import { issuePromptSheet } from '@/lib/papers/issue-paper'

export const GET = page(({ actor }) => {
  const paper = issuePromptSheet(actor)
  return { title: paper.title, body: <PaperPage paper={paper} fileHref="/prompt-sheet/pdf" /> }
})
