import type { PredicateName } from '@/lib/routing/policy-document'

/** What a question of the policy is about: the headings under which a rule's form asks them. */
export const predicateGroups = {
  danger: 'Danger',
  person: 'Who the person is',
  deciding: 'Whether the person can decide',
  said: 'What the person said',
  risk: 'Risk now',
  needs: 'Needs and numbers',
  referrer: 'Who is named as an exploiter',
  decided: 'What the rules before it say',
} as const

export type PredicateGroup = keyof typeof predicateGroups

/** A question of the policy in plain words. */
export interface PredicateWords {
  /** What holds, as a sentence without its first capital: "someone is in danger now". */
  readonly says: string
  readonly hint?: string
  readonly group: PredicateGroup
}

/** What each question of the policy means, in the words of a person who reads or changes a rule. */
export const predicateWords: Readonly<Record<PredicateName, PredicateWords>> = {
  inImmediateDanger: { says: 'someone is in danger now', group: 'danger' },
  needsUrgentMedicalHelp: { says: 'the person needs urgent medical help', group: 'danger' },
  mayEndTheirLife: { says: 'the person may end their life', group: 'danger' },

  nobodyIdentified: {
    says: 'nobody has met the person',
    hint: 'It is a tip about a place, or about people',
    group: 'person',
  },
  mayBeChild: { says: 'the person is a child or may be one', group: 'person' },

  capacityInDoubt: {
    says: 'the person may be unable to decide',
    hint: 'Also where it is sure that they are unable to',
    group: 'deciding',
  },
  capacityDoubted: { says: 'it is not sure that the adult can decide', group: 'deciding' },
  lacksCapacity: { says: 'the adult is unable to decide', group: 'deciding' },
  bestInterestsToRefer: {
    says: 'the adult is unable to decide, and it was decided that a referral is best for them',
    group: 'deciding',
  },

  agreesToNrm: { says: 'the adult can decide, and agrees to a referral', group: 'said' },
  agreesToSupport: {
    says: 'the adult can decide, and agrees to support from Beacon',
    group: 'said',
  },
  agreesToPoliceIdentity: {
    says: 'the adult can decide, and agrees that the police may know who they are',
    group: 'said',
  },
  refusesNrm: {
    says: 'the adult refuses a referral, or took back that they agreed',
    group: 'said',
  },
  notAskedAboutNrm: {
    says: 'the adult can decide, and has not been asked about a referral',
    hint: 'Not where a referral was sent before',
    group: 'said',
  },

  stillExploited: { says: 'the exploitation is still going on', group: 'risk' },
  exploiterContactWithinWeek: {
    says: 'the exploiter was in contact within the last week',
    group: 'risk',
  },
  exploiterKnowsWhereabouts: { says: 'the exploiter knows where the person is', group: 'risk' },
  threatened: { says: 'the person or their family is threatened', group: 'risk' },
  dependentChildrenAtRisk: {
    says: 'children who depend on the person are at risk',
    group: 'risk',
  },
  nowhereSafeTonight: { says: 'the person has nowhere safe to stay tonight', group: 'risk' },
  atPresentRisk: {
    says: 'the person is at risk now',
    hint: 'Any of the six above',
    group: 'risk',
  },
  noSafeContact: { says: 'there is no safe way to contact the person', group: 'risk' },
  safeContactNotKnown: {
    says: 'no safe way to contact the person is known',
    hint: 'Also where nobody has said',
    group: 'risk',
  },

  needsCareOrSupport: { says: 'the person has care and support needs', group: 'needs' },
  isAdultNeedingCare: { says: 'the adult has care and support needs', group: 'needs' },
  suspectedOfCrime: { says: 'somebody treats the person as having broken the law', group: 'needs' },
  twoOrMore: { says: 'two people or more are involved', group: 'needs' },
  fiveOrMore: { says: 'five people or more are involved', group: 'needs' },
  alreadyWithNrm: { says: 'a referral was sent to the Home Office before', group: 'needs' },
  referredBefore: {
    says: 'the person was referred before, here or to the Home Office',
    group: 'needs',
  },

  someoneImplicated: {
    says: 'the referrer, their organisation or the police are named as exploiters',
    group: 'referrer',
  },
  referrerImplicated: {
    says: 'the referrer or their organisation is named as an exploiter',
    group: 'referrer',
  },
  policeImplicated: { says: 'someone in the police is named as an exploiter', group: 'referrer' },
  beaconImplicated: { says: 'someone at Beacon is named as an exploiter', group: 'referrer' },

  always: { says: 'in every case', hint: 'The rule asks for nothing else', group: 'decided' },
  nothingForPolice: { says: 'nothing goes to the police queue so far', group: 'decided' },
  noPriorityYet: { says: 'nothing so far says how soon', group: 'decided' },
  referralNeedsAnotherToSubmit: {
    says: 'it goes to the National Referral Mechanism queue, and the referrer may not submit it',
    hint: 'Their organisation is not a First Responder Organisation',
    group: 'decided',
  },
  referralByImplicatedReferrer: {
    says: 'it goes to the National Referral Mechanism queue, and the referrer or their organisation is named as an exploiter',
    group: 'decided',
  },
  dutyToNotifyIsOwed: {
    says: 'the adult refuses a referral, and the referrer’s organisation must tell the Home Office',
    hint: 'Not where it goes to the National Referral Mechanism queue',
    group: 'decided',
  },
}

/** A question of the policy in words, by its name; the name itself where it is of another time. */
export const sayPredicate = (name: string): string =>
  Object.entries(predicateWords).find(([known]) => known === name)?.[1].says ?? name
