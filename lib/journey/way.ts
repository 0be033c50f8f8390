import { frontier, type Stop } from './journey'

interface Walked {
  readonly stops: readonly Stop[]
}

/**
 * Where a step stands on the way that is walked now.
 * @returns its stop, its number from 1 and how many there are, and whether the person has not got
 * that far yet; `undefined` where the step is not on the way
 */
export const stopAt = (walked: Walked, stepId: string) => {
  const index = walked.stops.findIndex(({ step }) => step.id === stepId)
  const stop = walked.stops[index]
  if (!stop) return undefined
  const reached = frontier(walked)
  const isBeyond = reached !== undefined && index > walked.stops.indexOf(reached)
  return { stop, number: index + 1, total: walked.stops.length, isBeyond }
}

/** The first step after this one that still needs the person; `undefined` when only checking is left. */
export const stepAfter = (walked: Walked, stepId: string): Stop | undefined => {
  const index = walked.stops.findIndex(({ step }) => step.id === stepId)
  return frontier({ stops: walked.stops.slice(index + 1) }) ?? frontier(walked)
}

/** The step before this one; `undefined` for the first. */
export const stepBefore = ({ stops }: Walked, stepId: string): Stop | undefined =>
  stops[stops.findIndex(({ step }) => step.id === stepId) - 1]
