import type { ReactNode } from 'react'
import { classNames } from './class-names'

export interface Task {
  title: ReactNode
  hint?: ReactNode
  /** A task without an address cannot be started yet. */
  href?: string
  /** "Completed" as bare text; anything still to do as a `Tag`. */
  status: ReactNode
  cannotStartYet?: boolean
}

export interface TaskListProps {
  items: readonly Task[]
  id?: string
  className?: string
}

export function TaskList({ items, id = 'task-list', className }: TaskListProps) {
  return (
    <ul className={classNames('govuk-task-list', className)}>
      {items.map((task, index) => {
        const hintId = task.hint ? `${id}-${index + 1}-hint` : undefined
        const statusId = `${id}-${index + 1}-status`
        return (
          <li
            key={index}
            className={classNames(
              'govuk-task-list__item',
              task.href && 'govuk-task-list__item--with-link',
            )}
          >
            <div className="govuk-task-list__name-and-hint">
              {task.href ? (
                <a
                  className="govuk-link govuk-task-list__link"
                  href={task.href}
                  aria-describedby={classNames(hintId, statusId)}
                >
                  {task.title}
                </a>
              ) : (
                <div>{task.title}</div>
              )}
              {task.hint && (
                <div id={hintId} className="govuk-task-list__hint">
                  {task.hint}
                </div>
              )}
            </div>
            <div
              id={statusId}
              className={classNames(
                'govuk-task-list__status',
                task.cannotStartYet && 'govuk-task-list__status--cannot-start-yet',
              )}
            >
              {task.status}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
