import { page } from '@/app/door'
import { ExportPage } from '@/components/exports/export-page'
import { findExport } from '@/lib/exports/find-exports'

export const GET = page<{ export: string }>(async ({ actor, params }) => ({
  title: 'A file',
  back: '/exports',
  body: <ExportPage line={await findExport(actor, params.export)} />,
}))
