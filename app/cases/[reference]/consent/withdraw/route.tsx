import { form, page } from '@/app/door'
import { ConsentFormPage } from '@/components/casework/consent-form-page'
import type { Actor } from '@/lib/access/actor'
import { casePath } from '@/lib/casework/act-path'
import { withdrawalFormFor } from '@/lib/consent/consent-form'
import { findAsked } from '@/lib/referral/find-asked'
import { withdrawConsent } from '@/lib/referral/record-consent'
import { NotAllowed } from '@/lib/refusals'

type Params = { reference: string }

const find = async (actor: Actor, params: Params) => {
  const { reference, version, given } = await findAsked(actor, params.reference)
  if (given.length === 0) throw new NotAllowed('They agree to nothing that could be taken back')
  const journey = withdrawalFormFor(Object.fromEntries(given.map(({ key, label }) => [key, label])))
  const back = `${casePath(reference)}/consent`
  return {
    answer: { title: 'They changed their mind', back },
    drawn: { journey, reference, version, button: 'Take it back', warning: true },
  }
}

export const GET = page<Params>(async ({ actor, params, now }) => {
  const { answer, drawn } = await find(actor, params)
  return { ...answer, body: <ConsentFormPage {...drawn} now={now} /> }
})

export const POST = form<Params>(async ({ actor, params, form: posted, now }) => {
  const { answer, drawn } = await find(actor, params)
  const version = Number(posted.get('version') ?? NaN)
  const { reference } = drawn
  const done = await withdrawConsent(actor, { reference, version, form: posted })
  if ('recorded' in done) return { redirect: casePath(reference) }
  const { isStale, form: taken } = done
  return {
    ...answer,
    hasErrors: taken.problems.length > 0,
    status: isStale ? 409 : 422,
    body: <ConsentFormPage {...drawn} {...taken} isStale={isStale} now={now} />,
  }
})
