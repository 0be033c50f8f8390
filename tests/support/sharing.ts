import type { Actor } from '@/lib/access/actor'
import { answerShare } from '@/lib/casework/answer-share'
import { offerShare } from '@/lib/casework/offer-share'
import type { SharePurpose } from '@/lib/casework/shares'
import { now } from '@/lib/clock'
import { londonDay } from '@/lib/wording/london-time'
import type { TestDatabase } from './database'

/** A day so many days from now, as a form posts it. */
export const dayIn = (days: number) => {
  const { day, month, year } = londonDay(new Date(now().getTime() + days * 24 * 60 * 60 * 1000))
  return { 'until-day': String(day), 'until-month': String(month), 'until-year': String(year) }
}

/** The form of a share for thirty days, but for what is said. */
export const shareForm = (to: Actor, but: Readonly<Record<string, string>> = {}) =>
  new URLSearchParams({
    kind: 'referral',
    ...dayIn(30),
    to: to.organisation.slug,
    purpose: 'support',
    basis: but.purpose === 'advice' ? 'no_identity' : 'safeguarding',
    ...but,
  })

/** Offers and answers shares by the real verbs. */
export function sharing({ asOwner }: Pick<TestDatabase, 'asOwner'>) {
  const shareOf = (id: string) => asOwner((tx) => tx.share.findUniqueOrThrow({ where: { id } }))
  const answer = async (actor: Actor, share: string, answers: Readonly<Record<string, string>>) =>
    answerShare(actor, {
      share,
      version: (await shareOf(share)).version,
      form: new URLSearchParams(answers),
    })
  /** Offers a case. Out: the share. */
  const offer = async (...asked: Parameters<typeof offerShare>) => {
    const done = await offerShare(...asked)
    if (!('share' in done)) throw new Error(JSON.stringify(done.taken.problems))
    return done.share
  }
  return {
    shareOf,
    answer,
    offer,
    /** Offers a case and has it accepted by the other side. Out: the share. */
    share: async (
      from: Actor,
      to: Actor,
      reference: string,
      but: {
        readonly purpose?: SharePurpose
        readonly kind?: string
        readonly basis?: string
      } = {},
    ) => {
      const id = await offer(from, reference, shareForm(to, but))
      const done = await answer(to, id, { answer: 'accept' })
      if (!('done' in done)) throw new Error(JSON.stringify(done))
      return id
    },
  }
}
