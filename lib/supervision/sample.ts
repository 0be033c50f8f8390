/** A case that may be drawn, under one of the queues that it is in. */
export interface Candidate {
  readonly caseId: string
  readonly queue: string
}

/**
 * Draws so many cases, each once, spread over the queues as evenly as they allow: one of each queue in
 * turn, until there are enough. Which cases comes from the order of the candidates, which is chance's.
 */
export const spread = (candidates: readonly Candidate[], most: number): readonly Candidate[] => {
  const queues = [...new Set(candidates.map(({ queue }) => queue))]
  const left = new Map(
    queues.map((queue) => [queue, candidates.filter((one) => one.queue === queue)]),
  )
  const drawn: Candidate[] = []
  const isDrawn = ({ caseId }: Candidate) => drawn.some((one) => one.caseId === caseId)
  for (let isMore = true; isMore && drawn.length < most;) {
    isMore = false
    for (const queue of queues) {
      const ofQueue = left.get(queue) ?? []
      const next = ofQueue.find((one) => !isDrawn(one))
      if (!next || drawn.length === most) continue
      drawn.push(next)
      isMore = true
    }
  }
  return drawn
}
