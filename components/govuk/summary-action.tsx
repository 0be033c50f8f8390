import type { ReactNode } from 'react'

export interface SummaryActionProps {
  label: ReactNode
  href: string
  /** Heard but not seen, so that each link's name is its own: "Change" + "where they are". */
  hidden?: string
  cardTitle?: ReactNode
}

export function SummaryAction({ label, href, hidden, cardTitle }: SummaryActionProps) {
  return (
    <a className="govuk-link" href={href}>
      {label}
      {(hidden || cardTitle) && (
        <span className="govuk-visually-hidden">
          {hidden && ` ${hidden}`}
          {cardTitle && <> ({cardTitle})</>}
        </span>
      )}
    </a>
  )
}
