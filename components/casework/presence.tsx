import { casePath } from '@/lib/casework/act-path'
import type { Case } from '@/lib/casework/case'

/** Who else has the case open now. A script says once a minute that this reader still does. */
export function Presence({ found: { reference, work } }: { found: Case }) {
  return (
    <div data-presence={`${casePath(reference)}/present`}>
      {work.alsoHere.length > 0 && (
        <p className="govuk-body font-bold">
          Also open:{' '}
          {work.alsoHere.map(({ name, organisation }) => `${name}, ${organisation}`).join('; ')}
        </p>
      )}
    </div>
  )
}
