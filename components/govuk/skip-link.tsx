import type { ReactNode } from 'react'
import { classNames } from './class-names'

export interface SkipLinkProps {
  href: string
  rel?: string
  className?: string
  children: ReactNode
}

export function SkipLink({ href, rel, className, children }: SkipLinkProps) {
  return (
    <a
      href={href}
      rel={rel}
      className={classNames('govuk-skip-link', className)}
      data-module="govuk-skip-link"
    >
      {children}
    </a>
  )
}
