import { page } from '@/app/door'
import { ContactPage, contactTitle } from '@/components/casework/contact-page'
import { casePath } from '@/lib/casework/act-path'
import { findContact } from '@/lib/contact/find-contact'

export const GET = page<{ reference: string }>(async ({ actor, params, now }) => {
  const found = await findContact(actor, params.reference)
  return {
    title: contactTitle,
    isReferral: actor.role === 'referrer',
    back: casePath(found.reference),
    body: <ContactPage found={found} now={now} />,
  }
})
