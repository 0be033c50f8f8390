import type { Sensitivity } from '@/lib/journey/question'

interface FieldSet {
  /** Kinds of answers that the audience may see. */
  readonly sees: readonly Sensitivity[]
  /** Why no more and no less. */
  readonly because: string
}

/** Who may look at a case, and the answers that each may see. Nothing that is not named is shown. */
export const fieldSets = {
  referrer: {
    sees: ['identity', 'contact', 'account', 'need', 'fact'],
    because: 'You wrote it',
  },
  referrer_organisation: {
    sees: ['fact'],
    because: 'Colleagues of the referrer follow what became of it, not who it is about',
  },
  police_named: {
    sees: ['identity', 'contact', 'account', 'need', 'fact'],
    because: 'The person agreed, is or may be a child, or somebody is in danger',
  },
  police_withheld: {
    sees: ['fact'],
    because: 'The person has not agreed that police know who they are: no name, place or story',
  },
  police_tip: {
    sees: ['contact', 'account', 'need', 'fact'],
    because: 'Nobody has been identified, and police need the place and what was seen',
  },
  beacon_worker: {
    sees: ['identity', 'contact', 'need'],
    because: 'The person agreed to support: contact and needs, not their story',
  },
  first_responder_desk: {
    sees: ['identity', 'contact', 'account', 'need', 'fact'],
    because: 'The desk completes the referral to the Home Office',
  },
  partner_support: {
    sees: ['identity', 'contact', 'need'],
    because: 'It was shared with your organisation to help the person: contact and needs',
  },
  partner_safeguarding: {
    sees: ['identity', 'contact', 'account', 'need', 'fact'],
    because: 'It was shared with your organisation to keep somebody safe',
  },
  partner_advice: {
    sees: ['need', 'fact'],
    because: 'It was shared with your organisation for advice, without saying who the person is',
  },
  safeguarding_lead: {
    sees: ['account', 'need', 'fact'],
    because: 'Leads review decisions and own what is on hold, through the referrer',
  },
} as const satisfies Readonly<Record<string, FieldSet>>

export type Audience = keyof typeof fieldSets

/** The kinds of answers that say who the person is or how to reach them: stored apart. */
export const identifying: readonly Sensitivity[] = ['identity', 'contact']
