import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActor } from '@/lib/database/with-actor'
import type { Catalogue, Problem } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { readReference } from '@/lib/referral/reference'
import { NotFound } from '@/lib/refusals'
import { londonDay } from '@/lib/wording/london-time'
import { linkForm } from './case-link-form'
import { lockCase } from './lock-case'
import { readWorkedCase } from './read-worked-case'

type Linked =
  | { readonly reference: string; readonly linked: string }
  | { readonly reference: string; readonly taken: TakenForm<Catalogue> }

/**
 * The reference of a case that the actor works and may link.
 * @throws NotFound where there is none, or they do not work it
 */
export const findLinkable = async (actor: Actor, typed: string): Promise<string> => {
  const found = await withActor(actor, (tx) => readWorkedCase(tx, actor, { typed }))
  if (!found) throw new NotFound()
  return found.reference
}

/**
 * Links a case that the actor works with another that they can see. They stay two: it is on both pages,
 * and recorded with both. One that is not there and one that is not theirs to see are alike.
 * @returns the link, or the form with what is wrong beside each field
 * @throws NotFound where there is no such case, or the actor does not work it
 */
export const linkCases = async (
  actor: Actor,
  typed: string,
  form: URLSearchParams,
): Promise<Linked> => {
  const done = await withActor(actor, async (tx): Promise<Linked | undefined> => {
    const at = now()
    const found = await readWorkedCase(tx, actor, { typed })
    if (!found) return undefined
    const { id, reference } = found
    await lockCase(tx, id)
    const taken = takeOneStep(linkForm, form, { today: londonDay(at) })
    const { other: named = '', kind } = taken.answers
    const other = await tx.referral.findFirst({
      where: { reference: readReference(named) ?? '' },
      select: { id: true },
    })
    const links = other
      ? await tx.link.count({
          where: {
            endedAt: null,
            OR: [
              { referralId: id, otherId: other.id },
              { referralId: other.id, otherId: id },
            ],
          },
        })
      : 0
    const problemOf = (): string | undefined => {
      if (!named) return undefined
      if (!other) return 'There is no such case, or it is not yours to see'
      if (other.id === id) return 'A case cannot be linked with itself'
      return links > 0 ? 'They are linked already' : undefined
    }
    const message = problemOf()
    const problems: Problem[] = [
      ...(message ? [{ question: 'other', message }] : []),
      ...taken.problems,
    ]
    if (problems.length > 0 || !other || !kind) {
      await recordEvent(tx, 'action.refused', id, { action: 'link', because: 'form' })
      return { reference, taken: { ...taken, problems } }
    }
    const link = randomUUID()
    await tx.$queryRaw`
      insert into link (id, referral_id, other_id, kind, account_id, at)
      values (${link}::uuid, ${id}::uuid, ${other.id}::uuid, ${kind}, ${actor.accountId}::uuid, ${at}::timestamptz)`
    await recordEvent(tx, 'cases.linked', id, { link, kind })
    await recordEvent(tx, 'cases.linked', other.id, { link, kind })
    return { reference, linked: link }
  })
  if (!done) throw new NotFound()
  return done
}
