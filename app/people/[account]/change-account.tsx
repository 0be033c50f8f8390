import { form, page } from '@/app/door'
import { ShortForm } from '@/components/journey/short-form'
import { changeFormFor, type Change } from '@/lib/access/account-requests'
import type { Actor } from '@/lib/access/actor'
import { findAccount } from '@/lib/access/find-accounts'
import { requestAccountChange } from '@/lib/access/request-account-change'
import { requirePermission } from '@/lib/access/require-permission'
import type { Catalogue } from '@/lib/journey/journey'
import type { TakenForm } from '@/lib/journey/one-step'

type Params = { account: string }

const draw = async (
  change: Change,
  actor: Actor,
  { account: id }: Params,
  now: Date,
  taken?: TakenForm<Catalogue>,
) => {
  const account = await findAccount(actor, id)
  const journey = changeFormFor(change, account.role)
  return {
    title: journey.steps[0]?.title ?? '',
    back: `/people/${id}`,
    body: (
      <ShortForm
        journey={journey}
        typed={taken?.typed}
        problems={taken?.problems}
        caption={`${account.name}, ${account.organisation.name}`}
        button="Ask a second person"
        now={now}
      />
    ),
  }
}

/** The page of a change that takes a second person, and its form. */
export const changeAccount = (change: Change) => ({
  GET: page<Params>(({ actor, params, now }) => {
    requirePermission(actor, 'manage-accounts')
    return draw(change, actor, params, now)
  }),
  POST: form<Params>(async ({ actor, params, form: posted, now }) => {
    const asked = await requestAccountChange(actor, params.account, change, posted)
    if ('asked' in asked) return { redirect: `/people/${params.account}?asked` }
    const drawn = await draw(change, actor, params, now, asked.form)
    return { ...drawn, hasErrors: true, status: 422 }
  }),
})
