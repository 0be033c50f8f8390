import type { CorrectionRead, CorrectionWords } from '@/lib/casework/correction'
import type { Tx } from '@/lib/database/with-actor'
import { places } from './places'
import { openAnswers } from './seal-answers'

/** The corrections of a case that the actor may read, the oldest first, in an open transaction. */
export const readCorrections = async (
  tx: Tx,
  referralId: string,
): Promise<readonly CorrectionRead[]> => {
  const rows = await tx.correction.findMany({
    where: { referralId },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ id, question, at, words }) => ({
    question,
    at,
    ...openAnswers<CorrectionWords>(words, places.correction(id)),
  }))
}
