import fc from 'fast-check'
import { walk } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import type { AllAnswers, PackFacts } from '@/lib/packs/filling'
import { allQuestions } from '@/lib/referral/all-questions'
import { readAnswers } from '@/lib/referral/answers-schema'
import { detailJourneyFor } from '@/lib/referral/detail-steps'
import { factsOf } from '@/lib/referral/facts'
import type { Answers } from '@/lib/referral/questions'
import { referralJourney } from '@/lib/referral/steps'
import { demonstrationReferrals } from '@/prisma/demonstration-referrals'
import { demonstrationStories } from '@/prisma/demonstration-stories'
import { anyTyped } from './any-answers'
import { today } from './situations'

const council = {
  type: 'county_council',
  isFirstResponderOrganisation: true,
  hasDutyToNotify: true,
} as const

/** What a pack takes from elsewhere, for a council that refers and submits by itself. */
export const factsFor = (answers: Answers, more: Partial<PackFacts> = {}): PackFacts => ({
  reference: 'MSR-2026-0001',
  referral: factsOf(answers, council),
  organisation: 'Hertfordshire County Council',
  responder: {
    name: 'Ayesha Khan',
    role: 'Social worker',
    phone: '01632 960 001',
    colleagueEmail: 'duty@council.test',
  },
  evidence: 0,
  ...more,
})

export interface Referred {
  readonly answers: AllAnswers
  readonly facts: PackFacts
}

/** The answers that hold of what was typed before and after sending. */
export const referredFrom = (typed: RawAnswers, more: Partial<PackFacts> = {}): Referred => {
  const sent = walk(referralJourney, typed, { today }).answers
  const details = walk(detailJourneyFor(sent), typed, { today }).answers
  return { answers: { ...sent, ...details }, facts: factsFor(sent, more) }
}

const referrer = {
  referrerName: 'Ayesha Khan',
  referrerRole: 'Social worker',
  referrerPhone: '01632 960 001',
}

/** The cases of the demonstration, read as the partner API reads them. */
export const demonstrationCases: readonly Referred[] = [
  ...demonstrationReferrals,
  ...demonstrationStories,
].map(({ answers }) => {
  const read = readAnswers({ ...referrer, ...answers })
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  return referredFrom(read.typed)
})

const decides = { who: 'adult', capacity: 'no_concern' }

/** What decides the way through the form; by chance alone the named duty to notify is rare. */
const ways: readonly RawAnswers[] = [
  {},
  { ...decides, consentNrm: 'given' },
  { ...decides, consentNrm: 'refused', consentPoliceIdentity: 'refused' },
  { ...decides, consentNrm: 'withdrawn', consentPoliceIdentity: 'given', helpInvestigation: 'yes' },
]

/** Referrals of every kind: what is asked, answered, left empty or answered with nonsense. */
export const anyReferred: fc.Arbitrary<Referred> = fc
  .tuple(
    anyTyped(allQuestions),
    fc.constantFrom(...ways),
    fc.nat({ max: 3 }),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([typed, way, evidence, hasOrganisation, hasResponder]) =>
    referredFrom(
      { ...typed, ...way },
      {
        evidence,
        ...(hasOrganisation ? {} : { organisation: undefined }),
        ...(hasResponder ? {} : { responder: undefined }),
      },
    ),
  )
