import type { ReactNode } from 'react'

/**
 * The ids for `aria-describedby`, in the order that people hear them: what the caller names first,
 * then the hint, then the error.
 */
export function describedByIds(
  id: string,
  { describedBy, hint, error }: { describedBy?: string; hint?: ReactNode; error?: ReactNode },
): string | undefined {
  const ids = [describedBy, hint && `${id}-hint`, error && `${id}-error`]
  return ids.filter(Boolean).join(' ') || undefined
}
