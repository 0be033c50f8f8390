import { form, page } from '@/app/door'
import { ContactOverridePage, ContactShownPage } from '@/components/casework/contact-attempt-page'
import type { Actor } from '@/lib/access/actor'
import { casePath } from '@/lib/casework/act-path'
import { channels } from '@/lib/contact/channels'
import { channelIn } from '@/lib/contact/contact-case'
import { findContact } from '@/lib/contact/find-contact'
import { showContact } from '@/lib/contact/show-contact'
import { NotFound } from '@/lib/refusals'

type Params = { reference: string; channel: string }

const find = async (actor: Actor, { reference, channel }: Params) => {
  const found = await findContact(actor, reference)
  const drawn = channelIn(found, channel)
  if (!drawn) throw new NotFound()
  const answer = {
    title: `Use a way that is not safe: ${channels[drawn.channel].label.toLowerCase()}`,
    isReferral: actor.role === 'referrer',
    back: `${casePath(found.reference)}/contact`,
  }
  return { answer, drawn }
}

/** What is blocked now asks for a reason; what is not is shown from the page before. */
export const GET = page<Params>(async ({ actor, params, now }) => {
  const { answer, drawn } = await find(actor, params)
  if (drawn.allowance.isAllowed) return { redirect: answer.back }
  return { ...answer, body: <ContactOverridePage {...drawn} now={now} /> }
})

/** Shown at once and not after a redirect, so that no address shows it a second time by itself. */
export const POST = form<Params>(async ({ actor, params, form: posted, now }) => {
  const done = await showContact(actor, { ...params, form: posted })
  if ('form' in done) {
    const { answer, drawn } = await find(actor, params)
    const body = <ContactOverridePage {...drawn} {...done.form} now={now} />
    return { ...answer, hasErrors: true, status: 422, body }
  }
  const { reference, channel } = done.shown
  const back = `${casePath(reference)}/contact`
  return {
    title: `How to contact them: ${channels[channel].label.toLowerCase()}`,
    isReferral: actor.role === 'referrer',
    back,
    body: <ContactShownPage shown={done.shown} path={`${back}/${channel}`} now={now} />,
  }
})
