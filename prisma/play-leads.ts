import type { Actor } from '@/lib/access/actor'
import { countFigures } from '@/lib/outcomes/count-figures'
import { lastComplete } from '@/lib/outcomes/period'
import { writeReportWords } from '@/lib/outcomes/write-report-words'
import { askReplay } from '@/lib/policies/ask-replay'
import { savePolicyRule } from '@/lib/policies/change-policy'
import { lastYear, periodOf, replayForm } from '@/lib/policies/policy-forms'
import { runReplays } from '@/lib/policies/run-replays'
import { draftPolicy } from '@/lib/policies/start-draft'
import { standingPolicy } from '@/lib/routing/decision'
import { describePolicy, rulesOf } from '@/lib/routing/policy-document'
import { drawAudits } from '@/lib/supervision/draw-audits'
import { findAudits } from '@/lib/supervision/find-audits'
import { openAudited } from '@/lib/supervision/open-audited'
import { recordAudit } from '@/lib/supervision/record-audit'
import { takeOneStep } from '@/lib/journey/one-step'
import { isoDay, londonDay } from '@/lib/wording/london-time'

const done = <Result extends object>(what: string, result: Result): Result => {
  if ('problems' in result || 'form' in result)
    throw new Error(`A lead could not ${what}: ${JSON.stringify(result).slice(0, 400)}`)
  return result
}

const words = `More referrals came from health this month. Two training days at the hospitals came just before.

One duty to notify was late: nobody knew whose it was over the bank holiday. The rota now names one person.`

const found: readonly Readonly<Record<string, string>>[] = [
  { risk: 'good', consent: 'good', deadlines: 'could_be_better', findings: 'good_practice' },
  { risk: 'could_be_better', consent: 'good', deadlines: 'good', findings: 'asked_again' },
]

const audit = async (lead: Actor, present: Date) => {
  const today = londonDay(present)
  const form = new URLSearchParams({
    ...{ 'from-day': '1', 'from-month': '1', 'from-year': String(today.year - 1) },
    ...{ 'until-day': String(today.day), 'until-month': String(today.month) },
    ...{ 'until-year': String(today.year), standing: 'ended', number: '5' },
  })
  done('draw cases', await drawAudits(lead, form))
  const { waiting } = await findAudits(lead)
  for (const [index, answers] of found.entries()) {
    const one = waiting[index]
    if (!one) return
    await openAudited(lead, one.id)
    const typed = { contact: 'good', queue: 'good', handOver: 'cannot_tell', ...answers }
    done(
      'audit a case',
      await recordAudit(lead, { audit: one.id, form: new URLSearchParams(typed) }),
    )
  }
}

/** A draft that sends to Beacon as well whoever has nowhere safe tonight: what it would move is to be seen. */
const draft = async (lead: Actor, present: Date) => {
  const drafted = await draftPolicy(lead, { name: 'Nowhere safe tonight: the same hour' })
  if (!('policy' in drafted)) throw new Error('The draft has no name')
  const rule = rulesOf(describePolicy(standingPolicy.sections)).find(({ id }) => id === 'F6')
  if (!rule) throw new Error('The policy has no rule F6')
  const { policy } = drafted
  done(
    'change a rule',
    await savePolicyRule(lead, {
      ...{ policy, version: 1 },
      rule: { ...rule, then: { ...rule.then, priority: 'P1' } },
    }),
  )
  const { answers } = takeOneStep(replayForm, lastYearPosted(present), {
    today: londonDay(present),
  })
  const period = periodOf(answers)
  if (!period) throw new Error('The last year has no days')
  done('replay', await askReplay(lead, { policy, period }))
  await runReplays()
}

const lastYearPosted = (present: Date) => {
  const parts = ['day', 'month', 'year']
  return new URLSearchParams(
    Object.entries(lastYear(isoDay(present))).flatMap(([name, typed]) =>
      parts.map((part, index): [string, string] => [
        `${name}-${part}`,
        Array.isArray(typed) ? String(typed[index]) : '',
      ]),
    ),
  )
}

/**
 * Plays what safeguarding leads do at the end of a month, by the real verbs: audits, words for the board,
 * and a draft of the policy with its replay.
 */
export const playLeads = async (
  present: Date,
  { one, other }: { readonly one: Actor; readonly other: Actor },
) => {
  await audit(other, present)
  await draft(one, present)
  const form = new URLSearchParams({ words, version: '0' })
  done(
    'write for the board',
    await writeReportWords(one, lastComplete('month', isoDay(present)), form),
  )
  await countFigures()
}
