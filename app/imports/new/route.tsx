import { page, uploadForm } from '@/app/door'
import { NewImportPage } from '@/components/imports/new-import-page'
import { requirePermission } from '@/lib/access/require-permission'
import { importPath } from '@/lib/imports/import'
import { limits } from '@/lib/imports/limits'
import { receiveSheet } from '@/lib/imports/receive-sheet'

const title = 'Import a spreadsheet'
const back = '/imports'

export const GET = page(({ actor }) => {
  requirePermission(actor, 'import-past-referrals')
  return { title, back, body: <NewImportPage /> }
})

export const POST = uploadForm(limits.form, async ({ actor, upload }) => {
  const done = await receiveSheet(actor, upload.file)
  if ('import' in done) return { redirect: importPath(done.import) }
  const status = done.refused === 'too_large' ? 413 : 422
  return { title, back, hasErrors: true, status, body: <NewImportPage {...done} /> }
})
