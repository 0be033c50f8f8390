import { form } from '@/app/door'
import { fetchExport } from '@/lib/data-requests/export-subject-access'

/** The file, once, to be kept and not to be shown: its name says nothing of anybody. */
export const POST = form<{ request: string }>(
  async ({ actor, params }) =>
    new Response(await fetchExport(actor, params.request), {
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'content-disposition': 'attachment; filename="what-is-kept.txt"',
        'cache-control': 'no-store',
      },
    }),
)
