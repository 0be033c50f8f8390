import { page } from '@/app/door'
import { OutcomesPage } from '@/components/outcomes/outcomes-page'
import { oversightOf } from '@/lib/access/oversight'
import { findReadyReport } from '@/lib/outcomes/find-ready-report'

export const GET = page(async ({ actor }) => {
  const ready = await findReadyReport(actor)
  const pages = oversightOf(actor).filter(({ part }) => part === 'better')
  return { title: 'Outcomes', body: <OutcomesPage {...ready} pages={pages} /> }
})
