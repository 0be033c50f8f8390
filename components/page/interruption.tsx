import type { ReactNode } from 'react'
import { Button } from '@/components/govuk/button'
import { Panel } from '@/components/govuk/panel'

export interface InterruptionProps {
  title: ReactNode
  /** The one way on. */
  action: { label: string; href: string }
  children: ReactNode
}

/** Stops someone on their way to tell them one thing: one panel, one button. To be used sparingly. */
export function Interruption({ title, action, children }: InterruptionProps) {
  return (
    <Panel
      title={title}
      variant="interruption"
      className="interruption"
      actions={
        <Button variant="inverse" href={action.href}>
          {action.label}
        </Button>
      }
    >
      {children}
    </Panel>
  )
}
