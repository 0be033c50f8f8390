import { form } from '@/app/door'
import { disableAccount } from '@/lib/access/disable-account'

export const POST = form<{ account: string }>(async ({ actor, params, form: posted }) => {
  await disableAccount(actor, params.account, posted.get('act') === 'disable')
  return { redirect: '/people' }
})
