import { NotificationBanner } from '@/components/govuk/notification-banner'
import { ShortForm, type ShortFormProps } from '@/components/journey/short-form'
import type { Meanwhile } from '@/lib/casework/acting'
import type { Catalogue } from '@/lib/journey/journey'
import { showMoment } from '@/lib/wording/london-time'

export interface CaseFormProps<C extends Catalogue> extends Omit<
  ShortFormProps<C>,
  'caption' | 'hidden'
> {
  reference: string
  /** How what is changed stood when the page was drawn. */
  version?: number
  /** What somebody else did first. What was typed stays in the form. */
  changed?: Meanwhile
}

/** A form about a case, beside its items: it says whose case it is, and what happened in between. */
export function CaseForm<C extends Catalogue>({
  reference,
  version,
  changed,
  ...form
}: CaseFormProps<C>) {
  const hidden = changed?.version ?? version
  return (
    <>
      {changed && (
        <NotificationBanner title="Somebody got there first">
          <p className="govuk-notification-banner__heading">
            {changed.done}. By {changed.by}, {showMoment(changed.at)}.
          </p>
          <p className="govuk-body">
            What you typed was not saved. It is still here: send it again if it still fits.
          </p>
        </NotificationBanner>
      )}
      <ShortForm
        {...form}
        caption={reference}
        hidden={hidden === undefined ? {} : { version: hidden }}
      />
    </>
  )
}
