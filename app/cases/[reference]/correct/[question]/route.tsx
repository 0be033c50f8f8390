import { form, page } from '@/app/door'
import { CorrectionPage } from '@/components/journey/correction-page'
import { may } from '@/lib/access/permissions'
import { correctAnswers } from '@/lib/referral/correct-answers'
import { correctionForm } from '@/lib/referral/correction-form'
import { findCorrectable } from '@/lib/referral/find-correctable'
import { NotFound } from '@/lib/refusals'

type Params = { reference: string; question: string }

const title = 'Correct an answer'

export const GET = page<Params>(async ({ actor, params, now }) => {
  const found = await findCorrectable(actor, params.reference)
  const drawn = correctionForm(found, params.question)
  if (!drawn) throw new NotFound()
  const { reference, version } = found
  return {
    title,
    isReferral: may(actor, 'refer'),
    back: `/cases/${reference}/correct`,
    body: <CorrectionPage reference={reference} form={drawn} version={version} now={now} />,
  }
})

export const POST = form<Params>(async ({ actor, params, form: posted, now }) => {
  const { reference, question } = params
  const version = Number(posted.get('version') ?? NaN)
  const done = await correctAnswers(actor, { reference, question, version, form: posted })
  if ('corrected' in done) {
    const elsewhere = may(actor, 'refer') ? `/refer/sent/${reference}` : '/'
    return { redirect: done.isHidden ? elsewhere : `/cases/${reference}` }
  }
  return {
    title,
    isReferral: may(actor, 'refer'),
    hasErrors: done.form.problems.length > 0,
    status: done.isStale ? 409 : 422,
    back: `/cases/${reference}/correct`,
    body: <CorrectionPage reference={reference} {...done} now={now} />,
  }
})
