import { page } from '@/app/door'
import { ReceiptsPage } from '@/components/casework/receipts-page'
import { casePath } from '@/lib/casework/act-path'
import { findReceipts } from '@/lib/disclosure/find-receipts'

export const GET = page<{ reference: string }>(async ({ actor, params, now }) => {
  const receipts = await findReceipts(actor, params.reference)
  return {
    title: 'Who saw what',
    back: casePath(receipts.reference),
    body: <ReceiptsPage {...receipts} now={now} />,
  }
})
