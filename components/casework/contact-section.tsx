import { casePath } from '@/lib/casework/act-path'
import type { ContactState } from '@/lib/contact/contact-case'
import { contactLine } from '@/lib/contact/in-words'

/** How the person may be contacted now, in one line: for those who may know. */
export function ContactSection({ contact, now }: { contact?: ContactState; now: Date }) {
  if (!contact) return null
  return (
    <section aria-labelledby="contact">
      <h2 className="govuk-heading-m" id="contact">
        Safe contact
      </h2>
      <p className="govuk-body">
        {contactLine(contact.channels, now)}.{' '}
        <a className="govuk-link" href={`${casePath(contact.reference)}/contact`}>
          Contact with the person
        </a>
      </p>
    </section>
  )
}
