import type { ReactNode } from 'react'
import { classNames } from './class-names'

export interface NotificationBannerProps {
  /** A success is an alert and takes the focus; anything else is a region of the page. */
  type?: 'success'
  title?: ReactNode
  titleId?: string
  headingLevel?: 2 | 3
  role?: 'alert' | 'region'
  disableAutoFocus?: boolean
  className?: string
  /** Bare text becomes the banner's large line. */
  children: ReactNode
}

export function NotificationBanner({
  type,
  title = type === 'success' ? 'Success' : 'Important',
  titleId = 'govuk-notification-banner-title',
  headingLevel = 2,
  role = type === 'success' ? 'alert' : 'region',
  disableAutoFocus,
  className,
  children,
}: NotificationBannerProps) {
  const Heading = `h${headingLevel}` as const
  return (
    <div
      className={classNames(
        'govuk-notification-banner',
        type && `govuk-notification-banner--${type}`,
        className,
      )}
      role={role}
      aria-labelledby={titleId}
      data-module="govuk-notification-banner"
      data-disable-auto-focus={disableAutoFocus}
    >
      <div className="govuk-notification-banner__header">
        <Heading className="govuk-notification-banner__title" id={titleId}>
          {title}
        </Heading>
      </div>
      <div className="govuk-notification-banner__content">
        {typeof children === 'string' ? (
          <p className="govuk-notification-banner__heading">{children}</p>
        ) : (
          children
        )}
      </div>
    </div>
  )
}
