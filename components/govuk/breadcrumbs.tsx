import type { ReactNode } from 'react'
import { classNames } from './class-names'

export interface BreadcrumbsProps {
  /** From the start to here; the last may lack an address. */
  items: readonly { label: ReactNode; href?: string }[]
  collapseOnMobile?: boolean
  label?: string
  className?: string
}

export function Breadcrumbs({
  items,
  collapseOnMobile,
  label = 'Breadcrumb',
  className,
}: BreadcrumbsProps) {
  return (
    <nav
      className={classNames(
        'govuk-breadcrumbs',
        className,
        collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile',
      )}
      aria-label={label}
    >
      <ol className="govuk-breadcrumbs__list">
        {items.map((item, index) => (
          <li
            key={index}
            className="govuk-breadcrumbs__list-item"
            aria-current={item.href ? undefined : 'page'}
          >
            {item.href ? (
              <a className="govuk-breadcrumbs__link" href={item.href}>
                {item.label}
              </a>
            ) : (
              item.label
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
