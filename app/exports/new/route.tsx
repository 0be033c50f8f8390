import { form, page } from '@/app/door'
import { ShortForm } from '@/components/journey/short-form'
import { askExport } from '@/lib/exports/ask-export'
import { fileFormFor } from '@/lib/exports/file-form'
import { exportPath } from '@/lib/exports/exported'
import { mayExport } from '@/lib/exports/kinds'
import { NotFound } from '@/lib/refusals'

const title = 'Ask for a file'
const back = '/exports'
const shown = { caption: 'Files', button: 'Ask for the file' }

export const GET = page(({ actor, now }) => {
  if (!mayExport(actor)) throw new NotFound()
  const body = <ShortForm {...shown} journey={fileFormFor(actor)} now={now} />
  return { title, back, body }
})

export const POST = form(async ({ actor, form: posted, now }) => {
  const done = await askExport(actor, posted)
  if ('export' in done) return { redirect: exportPath(done.export) }
  const body = <ShortForm {...shown} {...done.taken} journey={fileFormFor(actor)} now={now} />
  return { title, back, hasErrors: true, status: 422, body }
})
