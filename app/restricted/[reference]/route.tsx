import { form, page } from '@/app/door'
import { CaseForm } from '@/components/casework/case-form'
import { WhereItWent } from '@/components/casework/restricted-page'
import { InsetText } from '@/components/govuk/inset-text'
import type { Actor } from '@/lib/access/actor'
import { findRestrictedCase } from '@/lib/casework/find-restricted'
import { outsideForm } from '@/lib/casework/outside-route'
import { sendOutside } from '@/lib/casework/send-outside'

type Params = { reference: string }

const answer = { title: 'Say where you sent this case', back: '/restricted' }

const find = async (actor: Actor, params: Params, now: Date) => {
  const line = await findRestrictedCase(actor, params.reference)
  const children = (
    <InsetText>
      <WhereItWent line={line} now={now} />
    </InsetText>
  )
  return { journey: outsideForm, reference: line.reference, button: 'Save', children, now }
}

export const GET = page<Params>(async ({ actor, params, now }) => ({
  ...answer,
  body: <CaseForm {...await find(actor, params, now)} />,
}))

export const POST = form<Params>(async ({ actor, params, form: posted, now }) => {
  const done = await sendOutside(actor, { reference: params.reference, form: posted })
  if ('act' in done) return { redirect: '/restricted' }
  const { typed, problems } = done.form
  const drawn = await find(actor, params, now)
  return {
    ...answer,
    hasErrors: true,
    status: 422,
    body: <CaseForm {...drawn} typed={typed} problems={problems} />,
  }
})
