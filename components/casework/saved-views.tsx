import { Button } from '@/components/govuk/button'
import { Details } from '@/components/govuk/details'
import { Input } from '@/components/govuk/input'
import { queuePath } from '@/lib/access/navigation'
import { writeView, type View } from '@/lib/casework/view'
import { viewForm } from '@/lib/casework/view-form'
import type { SavedView } from '@/lib/casework/worklist'
import type { Destination } from '@/lib/routing/queues'

export interface SavedViewsProps {
  queue: Destination
  view: View
  views: readonly SavedView[]
  typed?: string
  error?: string
}

const { view: question } = viewForm.questions

/** The officer's own views of a queue, and a form that saves what is seen now. */
export function SavedViews({ queue, view, views, typed, error }: SavedViewsProps) {
  const { tab, sort, chosen } = view
  const path = queuePath(queue)
  return (
    <Details summary={`Saved views (${views.length})`} open={Boolean(error)}>
      {views.length > 0 && (
        <ul className="govuk-list saved-views">
          {views.map(({ id, name, address }) => (
            <li key={id}>
              <a className="govuk-link" href={address ? `${path}?${address}` : path}>
                {name}
              </a>
              <form method="post" action={`${path}/views`} noValidate>
                <input type="hidden" name="delete" value={id} />
                <button className="link-button">
                  Delete<span className="govuk-visually-hidden"> {name}</span>
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <form method="post" action={`${path}/views`} noValidate>
        <input type="hidden" name="address" value={writeView({ tab, sort, chosen })} />
        <Input
          name="view"
          label={question.ask}
          hint={question.hint}
          width={20}
          autoComplete="off"
          value={typed}
          error={error}
        />
        <Button variant="secondary">Save this view</Button>
      </form>
    </Details>
  )
}
