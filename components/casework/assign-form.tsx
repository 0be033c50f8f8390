import { Button } from '@/components/govuk/button'
import { ErrorMessage } from '@/components/govuk/error-message'
import { Select } from '@/components/govuk/select'
import { queuePath } from '@/lib/access/navigation'
import { writeView, type View } from '@/lib/casework/view'
import type { Worker } from '@/lib/casework/worklist'
import type { Destination } from '@/lib/routing/queues'

/** The form that the boxes of the list belong to. */
export const assignForm = 'assign'

export interface AssignFormProps {
  queue: Destination
  view: View
  workers: readonly Worker[]
  typed?: string
  /** What is wrong with each field. */
  errors?: { readonly item?: string; readonly owner?: string }
}

/** Gives what is ticked to one person. */
export function AssignForm({ queue, view, workers, typed, errors = {} }: AssignFormProps) {
  return (
    <form
      id={assignForm}
      className="worklist-assign"
      method="post"
      action={`${queuePath(queue)}/assign`}
      noValidate
    >
      <input type="hidden" name="address" value={writeView({ ...view, open: undefined })} />
      {errors.item && <ErrorMessage id="item-error">{errors.item}</ErrorMessage>}
      <Select
        id="assign-owner"
        name="owner"
        label="Assign what is selected to"
        value={typed}
        error={errors.owner}
        items={[
          { value: '', label: 'Select somebody' },
          ...workers.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Button variant="secondary" preventDoubleClick>
        Assign
      </Button>
    </form>
  )
}
