import type { ReactNode } from 'react'
import { classNames } from './class-names'

export interface ButtonProps {
  children: ReactNode
  variant?: 'secondary' | 'warning' | 'inverse'
  /** Draws a link that looks and is heard as a button. */
  href?: string
  type?: 'submit' | 'button' | 'reset'
  name?: string
  value?: string
  /** The id of the form to send, when the button stands outside it. */
  form?: string
  formAction?: string
  disabled?: boolean
  /** Ignores a second press within a second, where JavaScript runs. */
  preventDoubleClick?: boolean
  /** The arrow of a service's first page. */
  start?: boolean
  id?: string
  rel?: string
  /** The key that presses it, for officers who turned keyboard shortcuts on. */
  shortcut?: string
  className?: string
}

export function Button({
  children,
  variant,
  href,
  type = 'submit',
  name,
  value,
  form,
  formAction,
  disabled,
  preventDoubleClick,
  start,
  id,
  rel,
  shortcut,
  className,
}: ButtonProps) {
  const both = {
    id,
    className: classNames(
      'govuk-button',
      variant && `govuk-button--${variant}`,
      className,
      start && 'govuk-button--start',
    ),
    'data-module': 'govuk-button',
    'data-key': shortcut,
  }
  if (href) {
    return (
      <a href={href} rel={rel} role="button" draggable="false" {...both}>
        {children}
        {start && <StartIcon />}
      </a>
    )
  }
  return (
    <button
      type={type}
      name={name}
      value={value}
      form={form}
      formAction={formAction}
      disabled={disabled}
      aria-disabled={disabled || undefined}
      data-prevent-double-click={preventDoubleClick}
      {...both}
    >
      {children}
      {start && <StartIcon />}
    </button>
  )
}

function StartIcon() {
  return (
    <svg
      className="govuk-button__start-icon"
      xmlns="http://www.w3.org/2000/svg"
      width="17.5"
      height="19"
      viewBox="0 0 33 40"
      aria-hidden="true"
      focusable="false"
    >
      <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
    </svg>
  )
}
