import type { Tx } from '@/lib/database/with-actor'
import { partsOf } from '@/lib/disclosure/parts'
import type { RawAnswers } from '@/lib/journey/question'
import { Changed } from '@/lib/refusals'
import { addSearchTerms } from '@/lib/sealing/add-search-terms'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { replaceParts } from '@/lib/sealing/write-parts'
import type { Details } from './details'

/**
 * Writes what was added to a referral over what stood there, sealed by its parts, in a transaction that
 * is open already.
 * @throws Changed where somebody else saved since it was read
 */
export const writeDetails = async (
  tx: Tx,
  { referralId, personIdentified, version }: Details,
  taken: RawAnswers,
  at: Date,
): Promise<void> => {
  const { referrer, parts } = partsOf(taken)
  const answers = sealAnswers(referrer, places.details(referralId))
  const { count } =
    version === 0
      ? await tx.details.createMany({ data: [{ referralId, answers }], skipDuplicates: true })
      : await tx.details.updateMany({
          where: { referralId, version },
          data: { answers, version: { increment: 1 }, savedAt: at },
        })
  if (count !== 1) throw new Changed('Another tab saved these details. Go back and try again')
  await replaceParts(tx, referralId, parts)
  await addSearchTerms(tx, { referralId, personIdentified, at }, taken)
}
