import { page } from '@/app/door'
import { paperFile } from '@/app/paper-file'
import { drawPaper } from '@/lib/papers/draw-paper'
import { issuePromptSheet } from '@/lib/papers/issue-paper'

export const GET = page(async ({ actor, now }) =>
  paperFile(await drawPaper(issuePromptSheet(actor)), 'prompt_sheet', now),
)
