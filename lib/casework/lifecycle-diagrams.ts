import { effectOf, type ItemBefore } from './effects'
import type { Situation } from './needs'
import { isFor, whyNot } from './offers'
import { stateOf, states, type State } from './states'
import { actionNames, transitionOf, type ActionName } from './transitions'

export interface Edge {
  readonly from: string
  readonly to: string
  readonly label: string
}

/** A state diagram in Mermaid's language: one arrow for everything that leads the same way. */
const diagram = (
  names: Readonly<Record<string, string>>,
  start: string,
  edges: readonly Edge[],
) => {
  const arrows = new Map<string, Set<string>>()
  for (const { from, to, label } of edges) {
    const arrow = `${from} --> ${to}`
    arrows.set(arrow, (arrows.get(arrow) ?? new Set()).add(label))
  }
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...Object.entries(names).map(([id, name]) => `  state "${name}" as ${id}`),
    `  [*] --> ${start}: Sent`,
    ...[...arrows].map(([arrow, labels]) => `  ${arrow}: ${[...labels].join(', ')}`),
    '```',
  ].join('\n')
}

/** What each state is called. */
export const labelsOf: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(states).map(([id, { label }]) => [id, label]),
)

/** The states that a clock may have stood still in. */
const before = (paused: State) => [
  ...new Set(
    actionNames.map(transitionOf).flatMap(({ from, to }) => (to === paused ? [...from] : [])),
  ),
]

/** Where an act leads from a state. */
export const nextStates = (action: ActionName, from: State): readonly State[] => {
  const { to } = transitionOf(action)
  if (to === 'same') return [from]
  return to === 'before' ? before(from) : [to]
}

/** Everything that leads from one state to another. */
export const everyArrow: readonly Edge[] = actionNames.flatMap((action) =>
  transitionOf(action).from.flatMap((from) =>
    nextStates(action, from)
      .filter((to) => to !== from)
      .map((to) => ({ from, to, label: transitionOf(action).label })),
  ),
)

const stages = {
  new: 'Handed over',
  working: 'Accepted',
  confirmed: 'Consent confirmed',
  submitted: 'Sent to the Home Office',
  decided: 'The Home Office has decided',
  declined: 'Declined',
  closed: 'Closed',
}

const someday = new Date(0)
const handedOver: ItemBefore = {
  ...{ queue: 'NRM', priority: 'P3', enteredAt: someday, dueAt: someday, ownerId: null },
  ...{ acceptedAt: null, pausedAt: null, pausedFor: null, pausedUntil: null },
  ...{ finishedAt: null, finishedAs: null, finishedBecause: null, loweringTo: null },
  ...{ loweringBy: null, consentConfirmedAt: null, submittedAt: null, escalatedAt: null },
}

const stageOf = (item: ItemBefore, isDecided: boolean) => {
  const state = stateOf(item)
  if (state !== 'working') return state
  if (isDecided) return 'decided'
  if (item.submittedAt) return 'submitted'
  return item.consentConfirmedAt ? 'confirmed' : 'working'
}

const handOverActs = actionNames.filter(
  (action) =>
    action === 'accept' || action === 'close' || transitionOf(action).queues?.includes('NRM'),
)

/** Every way that a hand-over can go: found by doing what the table allows and what must be true. */
const handOverArrows = (needsConsent: boolean): readonly Edge[] => {
  const seen = new Set<string>()
  const from = (item: ItemBefore, isDecided: boolean): readonly Edge[] => {
    const stage = stageOf(item, isDecided)
    if (seen.has(stage)) return []
    seen.add(stage)
    const situation: Situation = {
      ...{ priority: item.priority, lowering: null, openDuties: 0, otherQueues: 0 },
      ...{ isAuthor: false, hasOtherDesk: true, agreesToNrm: true, needsConsent, isStopped: false },
      isSubmitted: item.submittedAt !== null,
      isConsentConfirmed: item.consentConfirmedAt !== null,
      hasFinalDecision: isDecided,
    }
    const done = handOverActs
      .filter(
        (action) =>
          isFor(action, { role: 'first_responder_desk', queue: 'NRM' }) &&
          transitionOf(action).from.includes(stateOf(item)) &&
          !whyNot(action, situation),
      )
      .flatMap((action) => {
        const next = { ...item, ...effectOf(action, item, { accountId: '', at: someday }) }
        const to = stageOf(next, isDecided)
        return [{ from: stage, to, label: transitionOf(action).label }, ...from(next, isDecided)]
      })
    const decided =
      stage === 'submitted'
        ? [
            { from: stage, to: 'decided', label: 'Its final decision is recorded' },
            ...from(item, true),
          ]
        : []
    return [...done, ...decided]
  }
  return from(handedOver, false)
}

const isSame = (one: Edge) => (other: Edge) => one.from === other.from && one.to === other.to

/** The diagram of a hand-over, from an organisation's desk to the decision of the Home Office. */
export const handOverDiagram = () => {
  const ofAdults = handOverArrows(true)
  const withoutConsent = handOverArrows(false)
    .filter((edge) => !ofAdults.some(isSame(edge)))
    .map((edge) => ({ ...edge, label: `${edge.label} (nobody is asked for consent)` }))
  return diagram(stages, 'new', [...ofAdults, ...withoutConsent])
}

/** The diagram of every state of an item. */
export const statesDiagram = () => diagram(labelsOf, 'new', everyArrow)
