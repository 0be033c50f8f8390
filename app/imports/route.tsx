import { page } from '@/app/door'
import { ImportsPage } from '@/components/imports/imports-page'
import { findImports } from '@/lib/imports/find-imports'

export const GET = page(async ({ actor, url }) => {
  const undone = /^\d{1,4}$/.exec(url.searchParams.get('undone') ?? '')
  return {
    title: 'Past referrals',
    wide: true,
    body: (
      <ImportsPage
        imports={await findImports(actor)}
        undone={undone ? Number(undone[0]) : undefined}
      />
    ),
  }
})
