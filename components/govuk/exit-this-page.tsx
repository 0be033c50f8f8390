import type { ReactNode } from 'react'
import { Button } from './button'
import { classNames } from './class-names'

export interface ExitThisPageProps {
  /** A page of ours that ends the session, then goes to a site that gives nothing away. */
  href: string
  id?: string
  className?: string
  children?: ReactNode
}

export function ExitThisPage({ href, id, className, children }: ExitThisPageProps) {
  return (
    <div
      id={id}
      className={classNames('govuk-exit-this-page', className)}
      data-module="govuk-exit-this-page"
    >
      <Button
        href={href}
        rel="nofollow noreferrer"
        variant="warning"
        className="govuk-exit-this-page__button govuk-js-exit-this-page-button"
      >
        {children ?? (
          <>
            <span className="govuk-visually-hidden">Emergency</span> Exit this page
          </>
        )}
      </Button>
    </div>
  )
}
