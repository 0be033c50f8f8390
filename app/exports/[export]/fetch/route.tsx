import { form } from '@/app/door'
import { fetchExport } from '@/lib/exports/fetch-export'

export const POST = form<{ export: string }>(async ({ actor, params }) => {
  const { bytes, type, fileName } = await fetchExport(actor, params.export)
  return new Response(bytes, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
})
