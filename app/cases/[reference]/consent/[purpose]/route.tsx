import { form, page } from '@/app/door'
import { ConsentFormPage } from '@/components/casework/consent-form-page'
import type { Actor } from '@/lib/access/actor'
import { casePath } from '@/lib/casework/act-path'
import { consentFormFor } from '@/lib/consent/consent-form'
import { isPurpose } from '@/lib/consent/purposes'
import { findAsked } from '@/lib/referral/find-asked'
import { recordConsent } from '@/lib/referral/record-consent'
import { NotFound } from '@/lib/refusals'

type Params = { reference: string; purpose: string }

const find = async (actor: Actor, params: Params) => {
  const purpose = params.purpose.replace('-', '_')
  const { reference, version, askable, choices } = await findAsked(actor, params.reference)
  if (!isPurpose(purpose) || !askable.includes(purpose)) throw new NotFound()
  const back = `${casePath(reference)}/consent`
  return {
    purpose,
    answer: { title: 'What they said', back },
    drawn: { journey: consentFormFor(purpose, choices), reference, version, button: 'Save' },
  }
}

export const GET = page<Params>(async ({ actor, params, now }) => {
  const { answer, drawn } = await find(actor, params)
  return { ...answer, body: <ConsentFormPage {...drawn} now={now} /> }
})

export const POST = form<Params>(async ({ actor, params, form: posted, now }) => {
  const { purpose, answer, drawn } = await find(actor, params)
  const version = Number(posted.get('version') ?? NaN)
  const { reference } = drawn
  const done = await recordConsent(actor, { reference, purpose, version, form: posted })
  if ('recorded' in done) return { redirect: casePath(reference) }
  const { isStale, form: taken } = done
  return {
    ...answer,
    hasErrors: taken.problems.length > 0,
    status: isStale ? 409 : 422,
    body: <ConsentFormPage {...drawn} {...taken} isStale={isStale} now={now} />,
  }
})
