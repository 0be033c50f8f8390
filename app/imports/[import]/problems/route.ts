import { page } from '@/app/door'
import { problemsCsv } from '@/lib/imports/files'
import { findPreview } from '@/lib/imports/find-imports'

export const GET = page<{ import: string }>(async ({ actor, params }) => {
  const { sheet } = await findPreview(actor, params.import)
  return new Response(problemsCsv(sheet), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="mistakes.csv"',
      'cache-control': 'no-store',
    },
  })
})
