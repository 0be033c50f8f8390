import { NotificationBanner } from '@/components/govuk/notification-banner'
import { ShortForm, type ShortFormProps } from '@/components/journey/short-form'
import type { Catalogue } from '@/lib/journey/journey'

export interface ConsentFormPageProps<C extends Catalogue> extends Omit<
  ShortFormProps<C>,
  'caption' | 'hidden'
> {
  reference: string
  /** How many entries there were when the page was drawn. */
  version: number
  /** Somebody wrote another answer down in between. */
  isStale?: boolean
}

/** A form that writes into the ledger of a case. What was typed is kept whatever happened in between. */
export function ConsentFormPage<C extends Catalogue>({
  reference,
  version,
  isStale,
  ...form
}: ConsentFormPageProps<C>) {
  return (
    <>
      {isStale && (
        <NotificationBanner title="Somebody got there first" role="alert">
          Somebody wrote another answer down meanwhile. What you typed is still here: send it again
          if it still fits.
        </NotificationBanner>
      )}
      <ShortForm {...form} caption={reference} hidden={{ version }} />
    </>
  )
}
