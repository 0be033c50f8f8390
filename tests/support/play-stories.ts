import type { Actor } from '@/lib/access/actor'
import { endShares } from '@/lib/casework/end-shares'
import { escalateOverdue } from '@/lib/casework/escalate-overdue'
import { resumeHeld } from '@/lib/casework/resume-held'
import { tellContactDue } from '@/lib/contact/tell-contact-due'
import { prefilled } from '@/lib/referral/prefilled'
import { demonstrationDomain } from '@/prisma/demonstration-accounts'
import { playDemonstration } from '@/prisma/play-demonstration'
import type { CountyPeople } from './county-people'
import type { TestDatabase } from './database'
import { sendTyped, typedOf } from './send-answers'

/**
 * Plays every story of the demonstration by the real verbs, each step at its moment, with what runs by
 * the clock between them.
 * @param between what is done besides, every half a day of the stories
 */
export const playStories = async (
  { asOwner }: Pick<TestDatabase, 'asOwner'>,
  people: Pick<CountyPeople, 'person'>,
  between: () => Promise<unknown>,
) => {
  const partners = await asOwner((tx) =>
    tx.organisation.findMany({ select: { id: true, slug: true } }),
  )
  const person = (name: string): Actor => people.person(name.replace(demonstrationDomain, ''))
  await playDemonstration(new Date(), {
    person,
    organisations: new Map(partners.map(({ id, slug }) => [slug, id])),
    send: async ({ from, answers }) => {
      const actor = { ...person(from), phone: '01632 960 100' }
      const typed = typedOf({ ...prefilled(actor), ...answers })
      const { reference } = await sendTyped(actor, typed)
      return { reference, again: false }
    },
    tick: async () => {
      await resumeHeld()
      await escalateOverdue()
      await endShares()
      await tellContactDue()
      await between()
    },
  })
}
