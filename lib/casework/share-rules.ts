import { agreesToShare, type Entry } from '@/lib/consent/ledger'
import { fieldSets, identifying, type Audience } from '@/lib/disclosure/field-sets'
import type { Sensitivity } from '@/lib/journey/question'
import type { Decision } from '@/lib/routing/decision'
import type { ReferralFacts } from '@/lib/routing/facts'
import type { OrganisationType } from '@/lib/routing/organisation-types'
import * as when from '@/lib/routing/predicates'
import { sharePurposes, type ShareBasis, type SharePurpose } from './shares'

/** A case as whoever would share it sees it. */
export interface Giving {
  readonly audience: Audience
  readonly facts: ReferralFacts
  readonly decision: Pick<Decision, 'identityToPolice'>
  /** The ledger of what the person agreed to. */
  readonly entries: readonly Entry[]
  readonly at: Date
}

export interface ShareTerms {
  readonly purpose: SharePurpose
  readonly basis: ShareBasis
  /** The type of the organisation that would see it. */
  readonly receiver: OrganisationType
  readonly receiverId: string
}

interface ShareRule {
  readonly id: string
  /** The answer that has to change. */
  readonly question: 'purpose' | 'basis'
  readonly breaks: (giving: Giving, terms: ShareTerms) => boolean
  readonly message: string
}

const seesIdentifying = (audience: Audience) => {
  const sees: readonly Sensitivity[] = fieldSets[audience].sees
  return identifying.every((kind) => sees.includes(kind))
}

/** Nobody passes on who the person is without knowing it. Of a tip it is the place that is kept. */
const knowsPerson = ({ audience, facts }: Giving) =>
  seesIdentifying(audience) || (when.nobodyIdentified(facts) && audience === 'police_tip')

/** Whether the person agreed to it, and can: by the ledger, never by what the referral said once. */
const agreed = ({ facts, entries, at }: Giving, { purpose, receiverId }: ShareTerms) =>
  !when.mayBeChild(facts) &&
  !when.capacityInDoubt(facts) &&
  agreesToShare(entries, { purpose, organisationId: receiverId }, at)

/** Whether a purpose lets the other organisation know who the person is. */
export const saysWho = (purpose: SharePurpose) => seesIdentifying(sharePurposes[purpose].audience)

/**
 * What may not be shared: what the giver may not know themselves, and what nobody may be told on these
 * terms. Source: UK GDPR art. 5(1)(b) and (c).
 */
export const shareRules: readonly ShareRule[] = [
  {
    id: 'giver-knows-who',
    question: 'purpose',
    breaks: (giving, { purpose }) => saysWho(purpose) && !knowsPerson(giving),
    message: 'You may not know who the person is, so it can be shared for advice only',
  },
  {
    id: 'police-may-know-who',
    question: 'purpose',
    breaks: ({ facts, decision }, { purpose, receiver }) =>
      saysWho(purpose) &&
      receiver === 'police' &&
      facts.personIdentified &&
      decision.identityToPolice === 'withheld',
    message: 'The person has not agreed that police know them. Police can give advice only',
  },
  {
    id: 'says-nobody',
    question: 'basis',
    breaks: (_, { purpose, basis }) => saysWho(purpose) && basis === 'no_identity',
    message: 'This purpose says who the person is. Select another reason, or share it for advice',
  },
  {
    id: 'person-agreed',
    question: 'basis',
    breaks: (giving, terms) => terms.basis === 'consent' && !agreed(giving, terms),
    message: 'Nobody wrote down that the person agreed to this. Ask them, or select another reason',
  },
]

/** What stands against sharing a case on these terms; nothing where it may be shared. */
export const whyNotShared = (giving: Giving, terms: ShareTerms): string | undefined =>
  shareRules.find(({ breaks }) => breaks(giving, terms))?.message
