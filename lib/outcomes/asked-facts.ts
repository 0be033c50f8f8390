import type { QuestionId } from '@/lib/referral/questions'
import type { ReferralFacts } from '@/lib/routing/facts'

interface Asked {
  /** The question of a referral that asks it. */
  readonly question: QuestionId
  /** Not asked of a tip about a place, or about people nobody has met. */
  readonly ofPerson?: true
}

/** The facts that every referrer is asked, and may answer that they do not know. */
export const askedFacts = {
  immediateDanger: { question: 'immediateDanger' },
  location: { question: 'happenedIn' },
  exploitationTypes: { question: 'worries' },
  stillExploited: { question: 'stillExploited' },
  threats: { question: 'threats' },
  urgentMedical: { question: 'urgentMedical' },
  dependentChildrenAtRisk: { question: 'childrenAtRisk' },
  safeContactRoute: { question: 'contactChannels', ofPerson: true },
  exploiterContactWithinWeek: { question: 'recentContact', ofPerson: true },
  exploiterKnowsWhereabouts: { question: 'whereaboutsKnown', ofPerson: true },
  suicideRisk: { question: 'suicideRisk', ofPerson: true },
  safePlaceTonight: { question: 'safePlaceTonight', ofPerson: true },
  careAndSupportNeeds: { question: 'careNeeds', ofPerson: true },
} as const satisfies Readonly<Partial<Record<keyof ReferralFacts, Asked>>>

export type AskedFact = keyof typeof askedFacts

export const isAskedFact = (text: string): text is AskedFact => Object.hasOwn(askedFacts, text)

export const askedFactNames = Object.keys(askedFacts).filter(isAskedFact)

/** A fact that is asked, by its name. */
export const askedFact = (name: AskedFact): Asked => askedFacts[name]
