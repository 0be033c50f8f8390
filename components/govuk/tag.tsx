import type { ReactNode } from 'react'
import { classNames } from './class-names'

export type TagColour =
  'grey' | 'green' | 'teal' | 'blue' | 'purple' | 'magenta' | 'red' | 'orange' | 'yellow'

export interface TagProps {
  colour?: TagColour
  className?: string
  children: ReactNode
}

export function Tag({ colour, className, children }: TagProps) {
  return (
    <strong className={classNames('govuk-tag', colour && `govuk-tag--${colour}`, className)}>
      {children}
    </strong>
  )
}
