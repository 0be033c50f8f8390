import { form, page } from '@/app/door'
import { ContactAttemptPage } from '@/components/casework/contact-attempt-page'
import type { Actor } from '@/lib/access/actor'
import { casePath } from '@/lib/casework/act-path'
import { channels } from '@/lib/contact/channels'
import { channelIn } from '@/lib/contact/contact-case'
import { findContact } from '@/lib/contact/find-contact'
import { recordAttempt } from '@/lib/contact/record-attempt'
import { NotFound } from '@/lib/refusals'

type Params = { reference: string; channel: string }

const find = async (actor: Actor, { reference, channel }: Params) => {
  const found = await findContact(actor, reference)
  const drawn = channelIn(found, channel)
  if (!drawn) throw new NotFound()
  const answer = {
    title: `Record an attempt: ${channels[drawn.channel].label.toLowerCase()}`,
    isReferral: actor.role === 'referrer',
    back: `${casePath(found.reference)}/contact`,
  }
  return { answer, drawn }
}

export const GET = page<Params>(async ({ actor, params, now }) => {
  const { answer, drawn } = await find(actor, params)
  return { ...answer, body: <ContactAttemptPage {...drawn} now={now} /> }
})

export const POST = form<Params>(async ({ actor, params, form: posted, now }) => {
  const done = await recordAttempt(actor, { ...params, form: posted })
  if ('attempt' in done) return { redirect: `${casePath(params.reference)}/contact#attempts` }
  const { answer, drawn } = await find(actor, params)
  const { isBlocked, form: taken } = done
  return {
    ...answer,
    hasErrors: true,
    status: 422,
    body: <ContactAttemptPage {...drawn} {...taken} isBlocked={isBlocked} now={now} />,
  }
})
