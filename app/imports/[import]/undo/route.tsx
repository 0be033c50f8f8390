import { form, page } from '@/app/door'
import { UndoImportPage } from '@/components/imports/undo-import-page'
import { findImport } from '@/lib/imports/find-imports'
import { canUndo, importPath } from '@/lib/imports/import'
import { undoImport } from '@/lib/imports/undo-import'
import { NotFound } from '@/lib/refusals'

type Params = { import: string }

export const GET = page<Params>(async ({ actor, params, now }) => {
  const line = await findImport(actor, params.import)
  if (!canUndo(line, now)) throw new NotFound()
  return {
    title: 'Undo an import',
    back: importPath(params.import),
    body: <UndoImportPage line={line} />,
  }
})

export const POST = form<Params>(async ({ actor, params }) => {
  const removed = await undoImport(actor, params.import)
  return { redirect: `/imports?undone=${removed}` }
})
