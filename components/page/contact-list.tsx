import { classNames } from '@/components/govuk/class-names'

export interface Contact {
  name: string
  /** As people write it: "03000 11 55 55". */
  number: string
  /** "Open now" or "Closed now", as the caller's clock says. */
  openNow?: string
  /** "Monday to Friday, 8am to 8pm" */
  hours?: string
  /** When to ring this one rather than another. */
  note?: string
}

export interface ContactListProps {
  /** In the order that they have everywhere. */
  contacts: readonly Contact[]
  className?: string
}

export function ContactList({ contacts, className }: ContactListProps) {
  return (
    <ul className={classNames('govuk-list contact-list', className)}>
      {contacts.map((contact) => (
        <li key={contact.number}>
          <span className="contact-list__name">{contact.name}</span>
          <a className="contact-list__number" href={`tel:${contact.number.replace(/[^\d+]/g, '')}`}>
            {contact.number}
          </a>
          <span className="contact-list__note">
            {contact.openNow && <span className="contact-list__open">{contact.openNow}</span>}
            {contact.openNow && contact.hours && '. '}
            {contact.hours}
          </span>
          {contact.note && <span className="contact-list__note">{contact.note}</span>}
        </li>
      ))}
    </ul>
  )
}
