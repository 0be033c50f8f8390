import type { ReactNode } from 'react'

export interface ScrollRegionProps {
  /** What is inside, for those who cannot see that it scrolls. */
  label: string
  children: ReactNode
}

/** A wide table scrolls by itself on a narrow screen, by finger or by key; the page never does. */
export function ScrollRegion({ label, children }: ScrollRegionProps) {
  return (
    <div className="scroll-region" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}
