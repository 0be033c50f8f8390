export interface Contact {
  name: string
  /** As people write it: "03000 11 55 55". */
  number: string
  /** "Open now" or "Closed now", as the caller's clock says. */
  openNow?: string
}

export interface ContactListProps {
  /** In the order that they have everywhere. */
  contacts: readonly Contact[]
}

export function ContactList({ contacts }: ContactListProps) {
  return (
    <ul className="govuk-list contact-list">
      {contacts.map(({ name, number, openNow }) => (
        <li key={number}>
          <span>
            {name}
            {openNow && <small>{openNow}</small>}
          </span>
          <a href={`tel:${number.replace(/[^\d+]/g, '')}`}>{number}</a>
        </li>
      ))}
    </ul>
  )
}
