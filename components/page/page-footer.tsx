import type { ReactNode } from 'react'

/** The law names these pages, and their names are the same across public services. */
export const footerLinks = [
  { label: 'Privacy', href: '/privacy' },
  { label: 'Accessibility', href: '/accessibility' },
  { label: 'Cookies', href: '/cookies' },
  { label: 'Terms and conditions', href: '/terms' },
] as const

export interface PageFooterProps {
  /** The numbers, the same on every page. */
  help?: ReactNode
}

export function PageFooter({ help }: PageFooterProps) {
  return (
    <footer className="page-footer">
      <div className="govuk-width-container">
        {help && (
          <section className="page-footer__help" aria-labelledby="help-title">
            <h2 className="govuk-heading-m" id="help-title">
              Who to call
            </h2>
            {help}
            <p className="govuk-body">
              <a className="govuk-link govuk-link--no-visited-state" href="/contacts">
                What each number is for and when it answers
              </a>
            </p>
          </section>
        )}
        <ul className="page-footer__links govuk-body">
          {footerLinks.map((link) => (
            <li key={link.href}>
              <a className="govuk-link govuk-link--no-visited-state" href={link.href}>
                {link.label}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </footer>
  )
}
