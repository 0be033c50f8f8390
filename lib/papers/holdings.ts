import type { AnyQuestionId } from '@/lib/referral/all-questions'

/** A part of a paper: a heading, and the questions whose answers may stand under it. */
export interface Holding {
  readonly heading: string
  readonly questions: readonly AnyQuestionId[]
}

const person: Holding = {
  heading: 'The person',
  questions: [
    ...(['givenNames', 'familyName', 'nickname', 'dateOfBirth', 'gender'] as const),
    ...(['nationality', 'language', 'interpreter'] as const),
    ...(['communicationHelp', 'communicationAids', 'communicationOther'] as const),
  ],
}

const where: Holding = {
  heading: 'Where they are',
  questions: ['areaNow', 'placeNow', 'townNow', 'regionNow'],
}

const contact: Holding = {
  heading: 'How it is safe to contact them',
  questions: [
    ...(['contactChannels', 'contactPhone', 'contactText', 'contactEmail'] as const),
    ...(['contactAddress', 'contactThrough', 'contactNotes'] as const),
  ],
}

const account: Holding = {
  heading: 'What was seen, heard or told',
  questions: ['worries', 'happenedIn', 'account', 'stillExploited'],
}

const danger: Holding = {
  heading: 'How safe they are',
  questions: [
    ...(['immediateDanger', 'threats', 'recentContact', 'whereaboutsKnown'] as const),
    ...(['urgentMedical', 'suicideRisk', 'safePlaceTonight'] as const),
  ],
}

const signs: Holding = {
  heading: 'Signs',
  questions: ['signsInPerson', 'signsInWork', 'signsInPlace', 'signsInChild', 'signsDetails'],
}

const exploiters: Holding = {
  heading: 'Who did it, and where',
  questions: [
    ...(['exploiters', 'exploitersWhereKnown', 'exploitersInUk', 'exploitersWhere'] as const),
    ...(['ukTowns', 'ukOtherPlaces', 'countries', 'overseasOtherPlaces'] as const),
    ...(['takenSomewhere', 'takenWhere', 'control', 'whenItHappened'] as const),
  ],
}

const others: Holding = {
  heading: 'Others who may be affected',
  questions: ['howMany', 'othersExploited', 'othersDetails'],
}

const referrer: Holding = {
  heading: 'Who referred them',
  questions: ['referrerName', 'referrerRole', 'referrerPhone', 'colleagueEmail'],
}

/**
 * What each paper may hold, by question: an allow-list, so a new question is on no paper until it is
 * named here. What people agree to is not among them: that is told as the ledger has it now.
 */
export const holdings = {
  childrens_social_care: [
    person,
    where,
    contact,
    {
      heading: 'Why children may be at risk',
      questions: ['who', 'placeAges', 'childrenAtRisk', 'hasChildren', 'numberOfChildren'],
    },
    account,
    signs,
    danger,
    others,
    {
      heading: 'Who was told',
      questions: ['childTold', 'councilName', 'councilContactName', 'policeTold'],
    },
    referrer,
  ],
  adult_safeguarding: [
    person,
    where,
    contact,
    {
      heading: 'Care, support and deciding for themselves',
      questions: ['careNeeds', 'capacity', 'bestInterests', 'childrenAtRisk'],
    },
    account,
    danger,
    referrer,
  ],
  beacon_referral: [
    {
      heading: 'The person',
      questions: [
        ...(['givenNames', 'familyName', 'nickname', 'dateOfBirth'] as const),
        ...(['language', 'interpreter'] as const),
        ...(['communicationHelp', 'communicationAids', 'communicationOther'] as const),
      ],
    },
    contact,
    {
      heading: 'What they need',
      questions: [
        ...(['urgentMedical', 'suicideRisk', 'safePlaceTonight', 'careNeeds'] as const),
        ...(['childrenAtRisk', 'capacity', 'bestInterests', 'wantsSupport'] as const),
      ],
    },
    referrer,
  ],
  police_intelligence: [
    { heading: 'What it is about', questions: ['worries', 'happenedIn', 'areaNow', 'placeNow'] },
    {
      heading: 'What was seen, heard or told',
      questions: ['account', 'stillExploited', 'howYouLearnt', 'signsDetails'],
    },
    exploiters,
    { heading: 'Danger', questions: ['immediateDanger', 'threats'] },
    others,
    referrer,
  ],
  ms1: [
    person,
    where,
    account,
    { heading: 'How it started and ended', questions: ['howItStarted', 'howTheyLeft'] },
    exploiters,
    signs,
    { heading: 'Reports to the police', questions: ['policeTold', 'policeForce'] },
    others,
    referrer,
  ],
} as const satisfies Readonly<Record<string, readonly Holding[]>>
