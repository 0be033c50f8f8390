import { page } from '@/app/door'
import { ConsentPage } from '@/components/casework/consent-page'
import { casePath } from '@/lib/casework/act-path'
import { findLedger } from '@/lib/consent/find-ledger'

export const GET = page<{ reference: string }>(async ({ actor, params, now }) => {
  const ledger = await findLedger(actor, params.reference)
  return {
    title: 'What they agree to',
    back: casePath(ledger.reference),
    body: <ConsentPage ledger={ledger} now={now} />,
  }
})
