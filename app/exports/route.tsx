import { page } from '@/app/door'
import { ExportsPage } from '@/components/exports/exports-page'
import { findExports } from '@/lib/exports/find-exports'
import { mayExport } from '@/lib/exports/kinds'

export const GET = page(async ({ actor }) => ({
  title: 'Files',
  wide: true,
  body: <ExportsPage exports={await findExports(actor)} mayAsk={mayExport(actor)} />,
}))
