import { page, type Answer, type Visit } from '@/app/door'
import { WrongTimePage } from '@/components/outcomes/wrong-time-page'
import type { Actor } from '@/lib/access/actor'
import { requirePermission } from '@/lib/access/require-permission'
import { takeChoice, type ReportChoice } from '@/lib/outcomes/report-choice'
import { londonDay } from '@/lib/wording/london-time'

type Asked = Visit<{ figure: string }> & { readonly actor: Actor; readonly choice: ReportChoice }

/** A page about a figure in the time that its address says, or one that says what is wrong with it. */
export const figurePage = (draw: (asked: Asked) => Promise<Answer>) =>
  page<{ figure: string }>(async (visit) => {
    const { actor, url, now } = visit
    requirePermission(actor, 'follow-figures')
    const taken = takeChoice(url.searchParams, { today: londonDay(now) })
    if ('choice' in taken) return draw({ ...visit, choice: taken.choice })
    const title = 'Check the dates'
    const body = <WrongTimePage title={title} problems={taken.problems} />
    return { title, status: 422, back: '/report', body }
  })
