import type { ReactNode } from 'react'

export interface SignOutFormProps {
  action: string
  /** Who is signed in. */
  children?: ReactNode
}

/** Signing out changes something, so it is a form; it looks like the links that it stands beside. */
export function SignOutForm({ action, children }: SignOutFormProps) {
  return (
    <form className="page-navigation__end" method="post" action={action} noValidate>
      <span>{children}</span>
      <button className="page-navigation__link">Sign out</button>
    </form>
  )
}
