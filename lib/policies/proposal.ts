import { z } from 'zod'
import type { Problem } from '@/lib/journey/journey'
import { promiseOf } from '@/lib/routing/promises'
import type { SafetyPromise } from '@/lib/routing/promise'
import { longestReason, type PolicyVersion } from './policy-version'

/** What is typed to propose a draft. */
export interface Proposal {
  /** The first day in London on which it is to decide, as an ISO date. */
  readonly appliesFrom: string
  readonly reason: string
  /** Why it may break a promise, by the promise's id. */
  readonly reasonsToBreak: Readonly<Record<string, string>>
}

/** The question that asks why a promise may be broken. */
export const breakQuestion = (promise: string) => `break_${promise}`

/** The promises that a draft breaks, as its newest replay found. */
export const brokenPromises = ({
  replay,
}: Pick<PolicyVersion, 'replay'>): readonly SafetyPromise[] =>
  replay?.result?.promises.flatMap(({ id }) => promiseOf(id) ?? []) ?? []

/** What is wrong with a reason, beside its question. */
export const problemsOfReason = (question: string, reason: string): readonly Problem[] => {
  if (!reason.trim()) return [{ question, message: 'Enter a reason' }]
  return reason.trim().length > longestReason
    ? [{ question, message: `Use ${longestReason.toLocaleString('en-GB')} letters or fewer` }]
    : []
}

/**
 * Why a draft cannot be proposed or published as it stands: it has problems, changes nothing, is behind,
 * was not replayed as it stands, or breaks a promise that is never broken. In the order of what to do first.
 */
export const obstaclesOf = (policy: PolicyVersion): readonly Problem[] => {
  const about = (message: string) => [{ question: 'policy', message }]
  if (policy.problems.length > 0) return about('Put right what is wrong with the draft first')
  if (policy.differences.length === 0) return about('The draft changes nothing yet')
  if (policy.isBehind)
    return about('Another policy was published since this draft was begun. Begin a new draft')
  if (!policy.isReplayed) return about('Replay the draft as it stands first')
  return brokenPromises(policy)
    .filter(({ mayBeBroken }) => !mayBeBroken)
    .flatMap(({ says }) => about(`It breaks a promise that is never broken: ${says}`))
}

/**
 * What is wrong with the day from which a policy is to decide.
 * @param today in London, as an ISO date
 */
export const problemsOfDay = (
  appliesFrom: string,
  { base }: Pick<PolicyVersion, 'base'>,
  today: string,
): readonly Problem[] => {
  const about = (message: string) => [{ question: 'appliesFrom', message }]
  if (!z.iso.date().safeParse(appliesFrom).success)
    return about('Enter the day from which it decides')
  if (appliesFrom < today) return about('The day must be today or in the future')
  if (appliesFrom <= base.version)
    return about('The day must be after that of the policy that it was drafted from')
  return []
}

/** What is wrong with a proposal, beside each question. */
export const problemsOfProposal = (
  policy: PolicyVersion,
  { appliesFrom, reason, reasonsToBreak }: Proposal,
  today: string,
): readonly Problem[] => [
  ...obstaclesOf(policy),
  ...problemsOfDay(appliesFrom, policy, today),
  ...problemsOfReason('reason', reason),
  ...brokenPromises(policy)
    .filter(({ mayBeBroken }) => mayBeBroken)
    .flatMap(({ id }) => problemsOfReason(breakQuestion(id), reasonsToBreak[id] ?? '')),
]
