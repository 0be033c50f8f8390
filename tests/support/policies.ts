import type { Actor } from '@/lib/access/actor'
import { atMoment } from '@/lib/clock'
import { answerPolicy } from '@/lib/policies/answer-policy'
import { askReplay } from '@/lib/policies/ask-replay'
import { savePolicyRule, removePolicyRule } from '@/lib/policies/change-policy'
import { findPolicy } from '@/lib/policies/find-policy'
import { proposePolicy } from '@/lib/policies/propose-policy'
import { runReplays } from '@/lib/policies/run-replays'
import { draftPolicy } from '@/lib/policies/start-draft'
import { ruleIn } from '@/lib/routing/policy-changes'
import type { RuleDocument } from '@/lib/routing/policy-document'

const year = { from: '2026-01-01', until: '2026-12-31' }

/** Begins a draft and changes rules of it; null takes one out. */
export const draftWith = async (
  lead: Actor,
  changes: Readonly<Record<string, Partial<RuleDocument> | null>>,
  name = 'A draft',
) => {
  const begun = await draftPolicy(lead, { name })
  if ('problems' in begun) throw new Error(JSON.stringify(begun.problems))
  const { policy } = begun
  for (const [id, change] of Object.entries(changes)) {
    const { document, version } = await findPolicy(lead, policy)
    const seen = { policy, version }
    const saved = change
      ? await savePolicyRule(lead, { ...seen, rule: { ...ruleIn(document, id), ...change } })
      : await removePolicyRule(lead, { ...seen, rule: id })
    if ('problems' in saved) throw new Error(JSON.stringify(saved.problems))
  }
  return policy
}

/** Replays a draft as it stands, to the end. */
export const replayed = async (lead: Actor, policy: string, period = year) => {
  const asked = await askReplay(lead, { policy, period })
  if ('problems' in asked) throw new Error(JSON.stringify(asked.problems))
  await runReplays()
  return asked.replay
}

/** Proposes a draft that was replayed. */
export const propose = async (
  lead: Actor,
  policy: string,
  appliesFrom: string,
  reasonsToBreak: Readonly<Record<string, string>> = {},
) => {
  const { version } = await findPolicy(lead, policy)
  return proposePolicy(lead, { policy, version, appliesFrom, reason: 'It helps.', reasonsToBreak })
}

/** Drafts, replays, proposes and publishes, on a day. */
export const publish = (
  lead: Actor,
  second: Actor,
  changes: Parameters<typeof draftWith>[1],
  appliesFrom: string,
  on: Date,
) =>
  atMoment(on, async () => {
    const policy = await draftWith(lead, changes)
    await replayed(lead, policy)
    const proposed = await propose(lead, policy, appliesFrom)
    if ('problems' in proposed) throw new Error(JSON.stringify(proposed.problems))
    const answered = await answerPolicy(second, { policy, agrees: true, reason: 'I read it.' })
    if ('problems' in answered) throw new Error(JSON.stringify(answered.problems))
    return policy
  })
