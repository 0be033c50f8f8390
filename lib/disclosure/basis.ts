import type { ReferralFacts } from '@/lib/routing/facts'
import * as when from '@/lib/routing/predicates'
import type { Audience } from './field-sets'

/**
 * On which basis somebody saw what they saw, as the person reads it on their receipt. Sources: UK GDPR
 * art. 6, 9 and 15(1)(c); Data Protection Act 2018 s.45 and s.62.
 */
export const bases = {
  wrote_it: 'They wrote it with you or about you',
  sent_it: 'Their organisation sent it, and follows what became of it',
  agreed: 'You agreed',
  child: 'They protect children, and somebody who may be one',
  danger: 'Somebody was in danger',
  best_interests: 'You could not decide then, and others decided what is best for you',
  released: 'Police asked who you are, and a second organisation decided that they may know',
  emergency: 'Police needed to know who you are at once, because a life was in danger',
  lawful_task: 'It is their task by law',
  unnamed: 'It is their task by law. They did not see who you are',
  oversight: 'They check that the work is done well. They did not see who you are',
  shared_to_help: 'It was shared with them to help you',
  shared_for_safety: 'It was shared with them to keep somebody safe',
  shared_unnamed: 'They gave advice. They did not see who you are',
} as const

export type Basis = keyof typeof bases

export const isBasis = (text: unknown): text is Basis =>
  typeof text === 'string' && Object.hasOwn(bases, text)

/** How police came to know who somebody is who did not agree. */
export type ReleasedBy = 'agreed' | 'emergency' | null

const ofPolice = (facts: ReferralFacts, released: ReleasedBy): Basis => {
  if (released) return released === 'emergency' ? 'emergency' : 'released'
  if (when.inImmediateDanger(facts)) return 'danger'
  if (when.mayBeChild(facts)) return 'child'
  return when.agreesToPoliceIdentity(facts) ? 'agreed' : 'lawful_task'
}

const ofDesk = (facts: ReferralFacts): Basis => {
  if (when.mayBeChild(facts)) return 'child'
  if (when.bestInterestsToRefer(facts)) return 'best_interests'
  return when.agreesToNrm(facts) ? 'agreed' : 'lawful_task'
}

const ofSupport = (facts: ReferralFacts): Basis => {
  if (when.mayBeChild(facts)) return 'child'
  return when.agreesToSupport(facts) ? 'agreed' : 'lawful_task'
}

/** The basis on which an audience sees a case. */
export const basisOf = (audience: Audience, facts: ReferralFacts, released: ReleasedBy): Basis => {
  switch (audience) {
    case 'referrer':
      return 'wrote_it'
    case 'referrer_organisation':
      return 'sent_it'
    case 'police_named':
      return ofPolice(facts, released)
    case 'police_withheld':
    case 'police_tip':
      return 'unnamed'
    case 'first_responder_desk':
      return ofDesk(facts)
    case 'beacon_worker':
      return ofSupport(facts)
    case 'safeguarding_lead':
      return 'oversight'
    case 'partner_support':
      return 'shared_to_help'
    case 'partner_safeguarding':
      return 'shared_for_safety'
    case 'partner_advice':
      return 'shared_unnamed'
  }
}
