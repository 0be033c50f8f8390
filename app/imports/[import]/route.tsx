import { form, page } from '@/app/door'
import { ImportPage } from '@/components/imports/import-page'
import { PreviewPage } from '@/components/imports/preview-page'
import { acceptImport } from '@/lib/imports/accept-import'
import { findImport } from '@/lib/imports/find-imports'
import { importPath } from '@/lib/imports/import'

type Params = { import: string }

const title = 'Past referrals'
const back = '/imports'

export const GET = page<Params>(async ({ actor, params, url, now }) => {
  const found = await findImport(actor, params.import)
  const saved = url.searchParams.has('saved')
  const body =
    'sheet' in found ? (
      <PreviewPage preview={found} />
    ) : (
      <ImportPage line={found} saved={saved} now={now} />
    )
  return { title, back, wide: 'sheet' in found, body }
})

export const POST = form<Params>(async ({ actor, params, form: posted }) => {
  const done = await acceptImport(actor, params.import, posted.get('leaveOut') === 'yes')
  if ('saved' in done) return { redirect: `${importPath(params.import)}?saved` }
  const body = <PreviewPage preview={done.preview} asked />
  return { title, back, wide: true, hasErrors: true, status: 422, body }
})
