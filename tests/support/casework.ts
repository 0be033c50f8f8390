import type { Actor } from '@/lib/access/actor'
import type { Asked, Taken } from '@/lib/casework/acting'
import { reasons } from '@/lib/casework/reasons'
import { takeAction } from '@/lib/casework/take-action'
import { transitionOf, type ActionName } from '@/lib/casework/transitions'
import { now } from '@/lib/clock'
import type { Destination } from '@/lib/routing/queues'
import { londonDay } from '@/lib/wording/london-time'
import type { TestDatabase } from './database'
import { openIfAsked } from './open-with-reason'
import { sendTyped, typedOf } from './send-answers'
import { workedCase } from './worked-case'

export type Typed = Readonly<Record<string, string>>

const inTenDays = () => londonDay(new Date(now().getTime() + 10 * 24 * 60 * 60 * 1000))

/** What every field of an act is filled in with, where a test does not say. */
const usually = (): Typed => {
  const { day, month, year } = inTenDays()
  return {
    signpost: 'none',
    words: 'Some words',
    'until-day': String(day),
    'until-month': String(month),
    'until-year': String(year),
    reference: 'HO 0001',
    confirm: 'yes',
  }
}

/** The form of an act, complete but for what depends on the case: `to`, `rule`, `owner`, `handler`. */
export const actForm = (action: ActionName, typed: Typed = {}): URLSearchParams => {
  const { reasons: list, asks } = transitionOf(action)
  const asked = (name: string) => asks.some((field) => name.split('-')[0] === field)
  return new URLSearchParams({
    ...(list && { reason: Object.keys(reasons[list])[0] ?? '' }),
    ...Object.fromEntries(Object.entries(usually()).filter(([name]) => asked(name))),
    ...typed,
  })
}

/** Sends worked cases and acts on them by the real verbs. */
export function casework({ asOwner }: Pick<TestDatabase, 'asOwner'>) {
  const itemOf = (reference: string, queue: Destination) =>
    asOwner((tx) => tx.item.findFirstOrThrow({ where: { reference, queue } }))

  /** Tries an act on an item as it stands now; `version` where somebody looked earlier. */
  const tryTo = async (
    actor: Actor,
    reference: string,
    queue: Destination,
    action: ActionName,
    { typed, form = actForm(action, typed), version }: Partial<Asked> & { typed?: Typed } = {},
  ): Promise<Taken> => {
    await openIfAsked(actor, reference)
    return takeAction(actor, {
      reference,
      queue,
      action,
      form,
      version: version ?? (await itemOf(reference, queue)).version,
    })
  }

  return {
    itemOf,
    tryTo,
    /** Sends one of the worked cases. Out: its reference. */
    send: async (author: Actor, id: string) =>
      (await sendTyped(author, typedOf(workedCase(id)))).reference,
    /** Does an act that has to succeed. Out: its id. */
    act: async (...asked: Parameters<typeof tryTo>): Promise<string> => {
      const taken = await tryTo(...asked)
      if (!('act' in taken)) throw new Error(`${asked[3]} was not done: ${JSON.stringify(taken)}`)
      return taken.act
    },
  }
}
