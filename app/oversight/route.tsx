import { page } from '@/app/door'
import { OversightList } from '@/components/page/oversight-page'
import { oversightOf } from '@/lib/access/oversight'
import { NotFound } from '@/lib/refusals'

export const GET = page(({ actor }) => {
  const pages = oversightOf(actor)
  if (pages.length === 0) throw new NotFound()
  return { title: 'Oversight', body: <OversightList pages={pages} /> }
})
