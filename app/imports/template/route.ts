import { page } from '@/app/door'
import { may } from '@/lib/access/permissions'
import { templateCsv } from '@/lib/imports/files'
import { NotFound } from '@/lib/refusals'

export const GET = page(({ actor }) => {
  if (!may(actor, 'import-past-referrals')) throw new NotFound()
  return new Response(templateCsv(), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="past-referrals.csv"',
      'cache-control': 'no-store',
    },
  })
})
