import type { Actor } from '@/lib/access/actor'
import type { RawAnswers } from '@/lib/journey/question'

/** What the service knows of the referrer already, so that nobody types it twice. */
export const prefilled = (actor: Pick<Actor, 'name' | 'jobTitle' | 'phone'>): RawAnswers => ({
  referrerName: actor.name,
  referrerRole: actor.jobTitle,
  referrerPhone: actor.phone,
})
