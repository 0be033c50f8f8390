import { BehindPage } from '@/components/outcomes/behind-page'
import { figurePath, readAfter } from '@/lib/outcomes/behind'
import { findBehind } from '@/lib/outcomes/find-behind'
import { figurePage } from '../../figure-page'

export const GET = figurePage(async ({ actor, params, url, choice: { period } }) => {
  const behind = await findBehind(actor, params.figure, {
    period,
    codes: url.searchParams.getAll('key'),
    after: readAfter(url.searchParams.get('after')),
  })
  return {
    title: 'Cases behind a number',
    back: figurePath(behind.figure, period),
    wide: true,
    body: <BehindPage behind={behind} />,
  }
})
