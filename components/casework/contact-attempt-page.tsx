import { CaseForm, type CaseFormProps } from '@/components/casework/case-form'
import { ContactAllowance } from '@/components/casework/contact-allowance'
import { ContactShown } from '@/components/casework/contact-shown'
import type { Allowance } from '@/lib/contact/allowance'
import { attemptForm, overrideForm } from '@/lib/contact/attempt-form'
import type { Channel } from '@/lib/contact/channels'
import type { ShownContact } from '@/lib/contact/contact-case'
import type { Catalogue } from '@/lib/journey/journey'

interface Posted extends Pick<CaseFormProps<Catalogue>, 'typed' | 'problems' | 'now'> {
  reference: string
  channel: Channel
}

/** The form of one attempt. A channel that is blocked asks for a reason. */
export function ContactAttemptPage({
  channel,
  allowance,
  isBlocked = !allowance.isAllowed,
  ...form
}: Posted & { allowance: Allowance; isBlocked?: boolean }) {
  return (
    <CaseForm journey={attemptForm(channel, isBlocked)} button="Record what happened" {...form}>
      <ContactAllowance allowance={allowance} now={form.now} />
    </CaseForm>
  )
}

/** What is blocked now is shown for a reason alone. */
export function ContactOverridePage({ channel, ...form }: Posted) {
  return <CaseForm journey={overrideForm(channel)} button="Use it anyway" warning {...form} />
}

/** How to contact the person, shown on demand, with the form for what comes of it. */
export function ContactShownPage({
  shown,
  path,
  now,
}: {
  shown: ShownContact
  /** Where attempts by this channel are recorded. */
  path: string
  now: Date
}) {
  return (
    <CaseForm
      journey={attemptForm(shown.channel, false)}
      reference={shown.reference}
      action={path}
      button="Record what happened"
      now={now}
    >
      <ContactShown shown={shown} now={now} />
    </CaseForm>
  )
}
