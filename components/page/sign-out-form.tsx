import type { ReactNode } from 'react'

export interface SignOutFormProps {
  action: string
  /** Hidden fields, if the form needs any. */
  children?: ReactNode
}

/** Signing out changes something, so it is a form; it looks like the links that it stands beside. */
export function SignOutForm({ action, children }: SignOutFormProps) {
  return (
    <form method="post" action={action} noValidate>
      {children}
      <button className="page-navigation__link">Sign out</button>
    </form>
  )
}
