import { form, page } from '@/app/door'
import { drawAct, drawTaken } from '@/app/cases/[reference]/[queue]/[action]/act-answer'
import { OutOfSightPage } from '@/components/casework/out-of-sight-page'
import { homeOf } from '@/lib/access/navigation'
import { casePath, readActPath, withDone } from '@/lib/casework/act-path'
import { findAct } from '@/lib/casework/find-act'
import { findDone } from '@/lib/casework/find-done'
import { takeAction } from '@/lib/casework/take-action'
import { safePath } from '@/lib/http/safe-path'
import { readReference } from '@/lib/referral/reference'
import { NotFound } from '@/lib/refusals'

type Params = { reference: string; queue: string; action: string }

const asked = (params: Params, typedBack: string | null) => {
  const named = readActPath(params)
  const reference = readReference(params.reference)
  if (!named || !reference) throw new NotFound()
  return { ...named, reference, back: safePath(typedBack) ?? casePath(reference) }
}

export const GET = page<Params>(async ({ actor, params, url, now }) => {
  const { reference, queue, action, back } = asked(params, url.searchParams.get('back'))
  return drawAct({ found: await findAct(actor, reference, queue, action), back, now })
})

export const POST = form<Params>(async ({ actor, params, form: posted, now }) => {
  const { back, ...named } = asked(params, posted.get('back'))
  const version = Number(posted.get('version') ?? NaN)
  const taken = await takeAction(actor, { ...named, version, form: posted })
  if ('act' in taken) {
    if (await findDone(actor, taken.act)) return { redirect: withDone(back, taken.act) }
    const { reference } = named
    const body = <OutOfSightPage reference={reference} done={taken.done} home={homeOf(actor)} />
    return { title: taken.done, body }
  }
  const found = await findAct(actor, named.reference, named.queue, named.action)
  return drawTaken({ found, back, now }, taken, posted)
})
