import type { ReactNode } from 'react'
import { classNames } from './class-names'

export interface PaginationLink {
  href: string
  /** "Previous page" or "Next page" unless told otherwise. */
  text?: ReactNode
  /** What is there, when the pages have no numbers. */
  label?: ReactNode
}

export type PaginationItem =
  { number: number | string; href: string; current?: boolean; label?: string } | 'ellipsis'

export interface PaginationProps {
  previous?: PaginationLink
  next?: PaginationLink
  items?: readonly PaginationItem[]
  label?: string
  className?: string
}

export function Pagination({
  previous,
  next,
  items,
  label = 'Pagination',
  className,
}: PaginationProps) {
  const block = !items
  return (
    <nav
      className={classNames('govuk-pagination', block && 'govuk-pagination--block', className)}
      aria-label={label}
    >
      {previous && <Arrow direction="prev" block={block} {...previous} />}
      {items && (
        <ul className="govuk-pagination__list">
          {items.map((item, index) => (
            <Item key={index} item={item} />
          ))}
        </ul>
      )}
      {next && <Arrow direction="next" block={block} {...next} />}
    </nav>
  )
}

function Item({ item }: { item: PaginationItem }) {
  if (item === 'ellipsis') {
    return <li className="govuk-pagination__item govuk-pagination__item--ellipsis">⋯</li>
  }
  return (
    <li
      className={classNames(
        'govuk-pagination__item',
        item.current && 'govuk-pagination__item--current',
      )}
    >
      <a
        className="govuk-link govuk-pagination__link"
        href={item.href}
        aria-label={item.label ?? `Page ${item.number}`}
        aria-current={item.current ? 'page' : undefined}
      >
        {item.number}
      </a>
    </li>
  )
}

const arrows = {
  prev: {
    word: 'Previous',
    path: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  },
  next: {
    word: 'Next',
    path: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
  },
} as const

function Arrow({
  direction,
  block,
  href,
  text,
  label,
}: PaginationLink & { direction: keyof typeof arrows; block: boolean }) {
  const icon = (
    <svg
      className={`govuk-pagination__icon govuk-pagination__icon--${direction}`}
      xmlns="http://www.w3.org/2000/svg"
      height="13"
      width="15"
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 15 13"
    >
      <path d={arrows[direction].path} />
    </svg>
  )
  const iconFirst = block || direction === 'prev'
  return (
    <div className={`govuk-pagination__${direction}`}>
      <a className="govuk-link govuk-pagination__link" href={href} rel={direction}>
        {iconFirst && icon}
        <span
          className={classNames(
            'govuk-pagination__link-title',
            block && !label && 'govuk-pagination__link-title--decorated',
          )}
        >
          {text ?? (
            <>
              {arrows[direction].word}
              <span className="govuk-visually-hidden"> page</span>
            </>
          )}
        </span>
        {label && block && (
          <>
            <span className="govuk-visually-hidden">:</span>
            <span className="govuk-pagination__link-label">{label}</span>
          </>
        )}
        {!iconFirst && icon}
      </a>
    </div>
  )
}
