import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { Tag, type TagColour } from './tag'

export interface PhaseBannerProps {
  tag: ReactNode
  tagColour?: TagColour
  className?: string
  children: ReactNode
}

export function PhaseBanner({ tag, tagColour, className, children }: PhaseBannerProps) {
  return (
    <div className={classNames('govuk-phase-banner govuk-width-container', className)}>
      <p className="govuk-phase-banner__content">
        <Tag colour={tagColour} className="govuk-phase-banner__content__tag">
          {tag}
        </Tag>
        <span className="govuk-phase-banner__text">{children}</span>
      </p>
    </div>
  )
}
