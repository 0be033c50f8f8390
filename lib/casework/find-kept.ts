import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { isRole, roles } from '@/lib/access/roles'
import { withActor, type Tx } from '@/lib/database/with-actor'
import { readReference } from '@/lib/referral/reference'
import { NotAllowed, NotFound } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { openAnswers } from '@/lib/sealing/seal-answers'
import type { Kept, KeepChoices } from './kept'
import { readCaseToChange } from './read-case-to-change'

/** Whom a case may be kept from, in a transaction that is open already: those who could see it now. */
export const readKeepChoices = async (
  tx: Tx,
  actor: Actor,
  referralId: string,
): Promise<KeepChoices> => {
  const people = await tx.$queryRaw<
    { id: string; name: string; role: string; organisation_name: string }[]
  >`select id::text, name, role, organisation_name from who_could_see(${referralId}::uuid)`
  const { hiddenFrom } = await tx.referral.findUniqueOrThrow({
    where: { id: referralId },
    select: { hiddenFrom: true },
  })
  const organisations = await tx.organisation.findMany({
    where: { id: { notIn: hiddenFrom } },
    orderBy: { name: 'asc' },
    select: { id: true, name: true },
  })
  return {
    people: people
      .filter(({ id }) => id !== actor.accountId)
      .map(({ id, name, role, organisation_name: organisation }) => ({
        id,
        name: `${name}, ${isRole(role) ? roles[role].toLowerCase() : role}, ${organisation}`,
      })),
    organisations,
  }
}

const readLines = async (tx: Tx, actor: Actor, referralId: string): Promise<Kept['lines']> => {
  const rows = await tx.keptFrom.findMany({
    where: { referralId, liftedAt: null },
    orderBy: [{ addedAt: 'desc' }, { id: 'asc' }],
  })
  const named = await tx.$queryRaw<{ id: string; name: string }[]>`
    select id::text, name from names_of_kept(${referralId}::uuid)`
  const organisations = await tx.organisation.findMany({ select: { id: true, name: true } })
  const names = new Map([...named, ...organisations].map(({ id, name }) => [id, name]))
  return rows.map((row) => ({
    id: row.id,
    name: names.get(row.accountId ?? row.organisationId ?? '') ?? '',
    kind: row.accountId ? 'person' : 'organisation',
    reason: row.reason,
    words: row.words ? openAnswers<string>(row.words, places.keptFrom(row.id)) : undefined,
    addedAt: row.addedAt,
    addedBy: names.get(row.addedBy) ?? '',
    liftAskedBy: row.liftAskedBy ? (names.get(row.liftAskedBy) ?? '') : undefined,
    mayLift: row.liftAskedBy !== null && row.liftAskedBy !== actor.accountId,
    mayAskToLift: row.liftAskedBy === null,
  }))
}

/**
 * From whom a case is kept, by whom and why, and from whom else it may be.
 * @throws NotFound where there is no such case, or it is not this actor's to see
 * @throws NotAllowed where the actor neither leads nor supervises
 */
export const findKept = async (actor: Actor, typedReference: string): Promise<Kept> => {
  if (!may(actor, 'work-a-queue')) throw new NotFound()
  const found = await withActor(actor, async (tx) => {
    const read = await readCaseToChange(tx, actor, typedReference)
    if (!read) return new NotFound()
    if (!may(actor, 'keep-cases-from')) return new NotAllowed('Leads and supervisors do this')
    const { reference, hiddenFrom } = await tx.referral.findUniqueOrThrow({
      where: { id: read.id },
      select: { reference: true, hiddenFrom: true },
    })
    const lines = await readLines(tx, actor, read.id)
    const routed = await tx.organisation.findMany({
      where: { id: { in: hiddenFrom } },
      orderBy: { name: 'asc' },
      select: { name: true },
    })
    return {
      reference,
      lines,
      routed: routed.flatMap(({ name }) =>
        lines.some((line) => line.kind === 'organisation' && line.name === name) ? [] : name,
      ),
      choices: await readKeepChoices(tx, actor, read.id),
    }
  })
  if (found instanceof Error) throw found
  return found
}

/**
 * The reference of a case that an actor works or leads, for the page on which they say that they are too
 * close to it: it shows nothing else.
 * @throws NotFound where there is no such case, or it is not this actor's to see
 * @throws NotAllowed where the actor does not work it
 */
export const findWorkedReference = async (
  actor: Actor,
  typedReference: string,
): Promise<string> => {
  const reference = readReference(typedReference)
  if (!reference || !may(actor, 'work-a-queue')) throw new NotFound()
  const read = await withActor(actor, (tx) =>
    readCaseToChange(tx, actor, reference, { isUnopened: true }),
  )
  if (!read) throw new NotFound()
  if (read.worked.length === 0 && !may(actor, 'review-outcomes'))
    throw new NotAllowed('You do not work this case')
  return reference
}
