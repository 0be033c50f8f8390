import { form, page } from '@/app/door'
import { MadeTokenPage } from '@/components/page/tokens-page'
import { ShortForm } from '@/components/journey/short-form'
import { makeToken } from '@/lib/access/make-token'
import { requirePermission } from '@/lib/access/require-permission'
import { tokenForm } from '@/lib/access/token-form'

const back = '/people/tokens'
const drawn = { journey: tokenForm, caption: 'Keys to the partner API', button: 'Make key' }
const title = 'Make a key'

export const GET = page(({ actor, now }) => {
  requirePermission(actor, 'manage-accounts')
  return { title, back, body: <ShortForm {...drawn} now={now} /> }
})

export const POST = form(async ({ actor, form: posted, now }) => {
  const made = await makeToken(actor, posted)
  if ('token' in made) return { title: 'Key made', back, body: <MadeTokenPage made={made} /> }
  const { typed, problems } = made.form
  return {
    title,
    back,
    hasErrors: true,
    status: 422,
    body: <ShortForm {...drawn} {...{ typed, problems, now }} />,
  }
})
