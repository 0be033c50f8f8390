import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import type { Tx } from '@/lib/database/with-actor'
import { withActor } from '@/lib/database/with-actor'
import { NotAllowed, NotFound } from '@/lib/refusals'
import { readCaseToChange } from './read-case-to-change'
import { readReleases } from './read-releases'
import type { ReleaseRead } from './release'

/**
 * Why police have nothing to ask about who a person is, in a transaction that is open already.
 * @returns `undefined` where they may ask. What waits for a lead does not stop an emergency
 */
export const whyNoRelease = async (tx: Tx, referralId: string): Promise<string | undefined> => {
  const item = await tx.item.findFirst({ where: { referralId, queue: 'POLICE' } })
  const referral = await tx.referral.findUnique({
    where: { id: referralId },
    select: { facts: true, revisedFacts: true },
  })
  const facts = referral?.revisedFacts ?? referral?.facts
  const isIdentified =
    typeof facts === 'object' &&
    facts !== null &&
    'personIdentified' in facts &&
    facts.personIdentified
  if (!isIdentified) return 'Nobody has been identified, so there is no name to tell'
  if (item?.identity !== 'withheld') return 'Police know who the person is already'
  return undefined
}

/**
 * What the page shows on which police ask who a person is: what was asked before, and whether they may
 * ask now.
 * @throws NotFound where there is no such case, or it is not this actor's to see
 * @throws NotAllowed where the actor does not work it for the police
 */
export const findRelease = async (
  actor: Actor,
  typedReference: string,
): Promise<{
  readonly reference: string
  readonly releases: readonly ReleaseRead[]
  readonly blocked: string | undefined
}> => {
  if (!may(actor, 'work-a-queue')) throw new NotFound()
  const found = await withActor(actor, async (tx) => {
    const read = await readCaseToChange(tx, actor, typedReference)
    if (!read) return undefined
    const worksIt =
      may(actor, 'work-police-queue') && read.worked.some(({ queue }) => queue === 'POLICE')
    if (!worksIt) return { worksIt: false as const }
    const row = await tx.referral.findUniqueOrThrow({
      where: { id: read.id },
      select: { reference: true },
    })
    return {
      worksIt: true as const,
      reference: row.reference,
      releases: await readReleases(tx, actor, { referralId: read.id }),
      blocked: await whyNoRelease(tx, read.id),
    }
  })
  if (!found) throw new NotFound()
  if (!found.worksIt) throw new NotAllowed('Only police who work the case ask who the person is')
  return found
}
