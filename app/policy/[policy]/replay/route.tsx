import { form, page } from '@/app/door'
import { ReplayPage } from '@/components/policy/replay-page'
import { takeOneStep } from '@/lib/journey/one-step'
import { askReplay } from '@/lib/policies/ask-replay'
import { findPolicy } from '@/lib/policies/find-policy'
import { besideFirst, lastYear, periodOf, replayForm } from '@/lib/policies/policy-forms'
import { policyPath } from '@/lib/policies/policy-path'
import type { PolicyVersion } from '@/lib/policies/policy-version'
import { NotFound } from '@/lib/refusals'
import { isoDay, londonDay } from '@/lib/wording/london-time'

type Params = { policy: string }

const shown = (policy: string) => ({
  title: 'Replay of a policy',
  back: policyPath(policy),
  wide: true,
})

const isOpen = ({ state }: PolicyVersion) => state === 'draft' || state === 'proposed'

export const GET = page<Params>(async ({ actor, params, now }) => {
  const policy = await findPolicy(actor, params.policy)
  if (!policy.replay && !isOpen(policy)) throw new NotFound()
  const typed = lastYear(isoDay(now))
  return { ...shown(policy.id), body: <ReplayPage policy={policy} typed={typed} now={now} /> }
})

export const POST = form<Params>(async ({ actor, params, form: posted, now }) => {
  const taken = takeOneStep(replayForm, posted, { today: londonDay(now) })
  const period = periodOf(taken.answers)
  const asked =
    period && taken.problems.length === 0
      ? await askReplay(actor, { policy: params.policy, period })
      : taken
  if ('replay' in asked) return { redirect: policyPath(params.policy, 'replay') }
  const policy = await findPolicy(actor, params.policy)
  const form = { typed: taken.typed, problems: besideFirst(replayForm, asked.problems), now }
  return {
    ...shown(policy.id),
    hasErrors: true,
    status: 422,
    body: <ReplayPage policy={policy} {...form} />,
  }
})
