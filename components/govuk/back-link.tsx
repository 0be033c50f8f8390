import type { ReactNode } from 'react'
import { classNames } from './class-names'

export interface BackLinkProps {
  href: string
  className?: string
  children?: ReactNode
}

export function BackLink({ href, className, children = 'Back' }: BackLinkProps) {
  return (
    <a href={href} className={classNames('govuk-back-link', className)}>
      {children}
    </a>
  )
}
