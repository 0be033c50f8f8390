import { page } from '@/app/door'
import { refuseElsewhere } from '@/app/evidence/hand-out'
import { paperFile } from '@/app/paper-file'
import { drawPaper } from '@/lib/papers/draw-paper'
import { issuePaper } from '@/lib/papers/issue-paper'

export const GET = page<{ reference: string; paper: string }>(
  async ({ actor, params, request, now }) => {
    refuseElsewhere(request)
    const { paper, name } = await issuePaper(actor, params.reference, params.paper, 'pdf')
    return paperFile(await drawPaper(paper), name, now)
  },
)
