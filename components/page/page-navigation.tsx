import type { ReactNode } from 'react'

export interface PageNavigationProps {
  items: readonly { label: string; href: string; current?: boolean }[]
  /** At the far end: the form that signs out. */
  end?: ReactNode
  label?: string
}

/** Where those signed in can go. It wraps on a phone, so it needs no menu button and no script. */
export function PageNavigation({ items, end, label = 'Service' }: PageNavigationProps) {
  return (
    <nav className="page-navigation" aria-label={label}>
      <div className="govuk-width-container">
        <div className="page-navigation__inner">
          <ul className="page-navigation__list">
            {items.map((item) => (
              <li key={item.href}>
                <a
                  className="page-navigation__link"
                  href={item.href}
                  aria-current={item.current ? 'page' : undefined}
                >
                  {item.label}
                </a>
              </li>
            ))}
          </ul>
          {end}
        </div>
      </div>
    </nav>
  )
}
