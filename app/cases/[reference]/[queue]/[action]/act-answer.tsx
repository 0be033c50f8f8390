import { ActPage, type ActPageProps } from '@/components/casework/act-page'
import { BlockedPage, ChangedPage } from '@/components/casework/changed-page'
import { placeName } from '@/components/casework/item-panel'
import type { Page } from '@/components/page/service-page'
import { actFormFor } from '@/lib/casework/act-form'
import type { Taken } from '@/lib/casework/acting'
import { transitionOf } from '@/lib/casework/transitions'
import { takeOneStep } from '@/lib/journey/one-step'
import { londonDay } from '@/lib/wording/london-time'

type Drawn = Pick<ActPageProps, 'found' | 'back' | 'now'>

/** Whoever works several places of a case has a page of the same act for each. */
const frame = ({ found: { action, queue }, back }: Drawn) => ({
  title:
    action === 'answer'
      ? transitionOf(action).label
      : `${transitionOf(action).label}, ${placeName(queue)}`,
  isReferral: action === 'answer',
  back,
})

const drawBlocked = (drawn: Drawn, why: string, typed?: ActPageProps['typed']): Page => ({
  ...frame(drawn),
  status: 409,
  body: (
    <BlockedPage
      title={`${transitionOf(drawn.found.action).label}: not now`}
      reference={drawn.found.reference}
      why={why}
      typed={typed}
      back={drawn.back}
    />
  ),
})

/** The page of an act, or why it cannot be done. */
export const drawAct = (drawn: Drawn): Page =>
  drawn.found.blocked === undefined
    ? { ...frame(drawn), body: <ActPage {...drawn} /> }
    : drawBlocked(drawn, drawn.found.blocked)

/** What became of an act that was not done. What was typed is kept in each. */
export const drawTaken = (
  drawn: Drawn,
  taken: Exclude<Taken, { act: string }>,
  posted: URLSearchParams,
): Page => {
  if ('form' in taken)
    return {
      ...frame(drawn),
      status: 422,
      hasErrors: true,
      body: <ActPage {...drawn} {...taken.form} />,
    }
  const { found, now } = drawn
  const journey = actFormFor(found.action, found.choices)
  const { typed } = takeOneStep(journey, posted, { today: londonDay(now) })
  if ('blocked' in taken) return drawBlocked(drawn, taken.blocked, typed)
  return {
    ...frame(drawn),
    title: 'Somebody got there first',
    status: 409,
    body: <ChangedPage {...drawn} typed={typed} meanwhile={taken.changed} />,
  }
}
