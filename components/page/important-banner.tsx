import type { ReactNode } from 'react'
import { NotificationBanner } from '@/components/govuk/notification-banner'

export interface ImportantBannerProps {
  /** Told apart from other banners on the page. */
  id?: string
  /** The one line to read first. Never anything from a referral: it may show to anybody. */
  message: string
  children?: ReactNode
}

/** Something that everyone on the page should know, such as that they were signed out. */
export function ImportantBanner({ id = 'important', message, children }: ImportantBannerProps) {
  return (
    <NotificationBanner titleId={`${id}-title`}>
      <p className="govuk-notification-banner__heading">{message}</p>
      {children}
    </NotificationBanner>
  )
}
