import type { CaseItem } from './casework'

/** Whether the person took back the support that the work in a queue stands on, while somebody was at it. */
export const hasStopped = ({
  queue,
  identity,
  finishedAt,
}: Pick<CaseItem, 'queue' | 'identity' | 'finishedAt'>) =>
  queue === 'BEACON' && identity === 'withheld' && !finishedAt
