import type { Tx } from '@/lib/database/with-actor'
import { partsOf } from '@/lib/disclosure/parts'
import type { RawAnswers } from '@/lib/journey/question'
import { Changed } from '@/lib/refusals'
import { addSearchTerms } from '@/lib/sealing/add-search-terms'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { replaceParts } from '@/lib/sealing/write-parts'
import { countedDetailsOf } from './counted-details'
import type { Details } from './details'

/**
 * Writes what was added to a referral over what stood there, sealed by its parts, and the codes
 * that the figures count of it, in a transaction that is open already.
 * @throws Changed where somebody else saved since it was read
 */
export const writeDetails = async (
  tx: Tx,
  { referralId, personIdentified, version }: Details,
  taken: RawAnswers,
  at: Date,
): Promise<void> => {
  const { referrer, parts } = partsOf(taken)
  const written = {
    answers: sealAnswers(referrer, places.details(referralId)),
    ...countedDetailsOf(taken),
  }
  const { count } =
    version === 0
      ? await tx.details.createMany({ data: [{ referralId, ...written }], skipDuplicates: true })
      : await tx.details.updateMany({
          where: { referralId, version },
          data: { ...written, version: { increment: 1 }, savedAt: at },
        })
  if (count !== 1) throw new Changed('Another tab saved these details. Go back and try again')
  await replaceParts(tx, referralId, parts)
  await addSearchTerms(tx, { referralId, personIdentified, at }, taken)
}
