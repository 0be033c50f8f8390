import type { ReactNode } from 'react'
import { NotificationBanner } from '@/components/govuk/notification-banner'

export interface SuccessBannerProps {
  message: string
  children?: ReactNode
}

/** What was just done. It takes the focus, so never draw it beside an error summary. */
export function SuccessBanner({ message, children }: SuccessBannerProps) {
  return (
    <NotificationBanner type="success">
      <p className="govuk-notification-banner__heading">{message}</p>
      {children}
    </NotificationBanner>
  )
}
