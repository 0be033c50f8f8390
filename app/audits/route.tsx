import { page } from '@/app/door'
import { AuditsPage } from '@/components/supervision/audits-page'
import { findAudits } from '@/lib/supervision/find-audits'

export const GET = page(async ({ actor, url }) => {
  const [drawn] = /^\d{1,2}$/.exec(url.searchParams.get('drawn') ?? '') ?? []
  return {
    title: 'Audits of cases',
    wide: true,
    body: (
      <AuditsPage
        list={await findAudits(actor)}
        drawn={drawn === undefined ? undefined : Number(drawn)}
        isDone={url.searchParams.has('done')}
      />
    ),
  }
})
