import { page } from '@/app/door'
import { DutyPackPage, dutyPackTitle } from '@/components/casework/duty-pack-page'
import { may } from '@/lib/access/permissions'
import { casePath } from '@/lib/casework/act-path'
import { findDutyPack } from '@/lib/packs/find-duty-pack'

export const GET = page<{ reference: string }>(async ({ actor, params }) => {
  const found = await findDutyPack(actor, params.reference)
  return {
    title: dutyPackTitle,
    isReferral: may(actor, 'refer'),
    back: casePath(found.reference),
    body: <DutyPackPage {...found} />,
  }
})
