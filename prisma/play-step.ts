import { addDays } from 'date-fns'
import type { Actor } from '@/lib/access/actor'
import { answerShare } from '@/lib/casework/answer-share'
import type { DutyKind } from '@/lib/casework/duties'
import { findCase } from '@/lib/casework/find-case'
import { findShares } from '@/lib/casework/find-shares'
import { linkCases } from '@/lib/casework/link-cases'
import { offerShare } from '@/lib/casework/offer-share'
import type { TrackName } from '@/lib/casework/outcomes'
import { recordConference } from '@/lib/casework/record-conference'
import { recordOpening } from '@/lib/casework/record-opening'
import { recordOutcome } from '@/lib/casework/record-outcome'
import { setGoal } from '@/lib/casework/set-goal'
import { settleDuty } from '@/lib/casework/settle-duty'
import { settleGoal } from '@/lib/casework/settle-goal'
import { takeAction } from '@/lib/casework/take-action'
import type { ActionName } from '@/lib/casework/transitions'
import { writeNote } from '@/lib/casework/write-note'
import { recordAttempt } from '@/lib/contact/record-attempt'
import { savePlan } from '@/lib/contact/save-plan'
import { answerRecall } from '@/lib/consent/answer-recall'
import { findRecalls } from '@/lib/consent/find-recalls'
import { recordOverride } from '@/lib/consent/record-override'
import { addDetails } from '@/lib/referral/add-details'
import { findAsked } from '@/lib/referral/find-asked'
import { withdrawConsent } from '@/lib/referral/record-consent'
import { correctAnswers } from '@/lib/referral/correct-answers'
import { withActor, type Tx } from '@/lib/database/with-actor'
import { NeedsReason } from '@/lib/refusals'
import type { Destination } from '@/lib/routing/queues'
import { londonDay } from '@/lib/wording/london-time'
import type { Typed } from './demonstration-steps'
import { safetySteps } from './play-safety-step'

/** What a step needs to know of the demonstration around it. */
export interface Stage {
  readonly actor: Actor
  readonly reference: string
  readonly at: Date
  /** The number of the story, for references of its own. */
  readonly number: number
  /** Ids of organisations by slug, and of accounts by what stands before the @; references of cases by given name. */
  readonly organisations: ReadonlyMap<string, string>
  readonly accountOf: (name: string) => string
  readonly references: ReadonlyMap<string, string>
}

/** The form as a browser would post it: a number is a day, so many days after the day of the step. */
const formOf = (typed: Typed, { at, number, organisations, accountOf }: Stage) => {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(typed)) {
    if (typeof value === 'string') {
      const text = value.replace('{n}', String(1000 + number))
      form.set(name, name === 'handler' ? (organisations.get(text) ?? text) : text)
      if (name === 'person') form.set(name, accountOf(text))
      // Days of the week are ticked one by one.
      if (name.endsWith('Days')) form.delete(name)
      if (name.endsWith('Days')) for (const day of text.split(' ')) form.append(name, day)
      continue
    }
    const { day, month, year } = londonDay(addDays(at, value))
    form.set(`${name}-day`, String(day))
    form.set(`${name}-month`, String(month))
    form.set(`${name}-year`, String(year))
  }
  return form
}

const versionOf = async (
  actor: Actor,
  read: (tx: Tx) => Promise<{ readonly version: number } | null>,
) => (await withActor(actor, read))?.version ?? 0

/** Does it; whoever comes to a case that is not their own work is asked why, and says so. */
const withReason = async (
  { actor, reference }: Stage,
  act: () => Promise<object>,
): Promise<object> => {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof NeedsReason)) throw error
    await recordOpening(actor, { reference, form: new URLSearchParams({ reason: 'supervision' }) })
    return act()
  }
}

/** Does one step by the verb that the pages call. */
export const playStep = async (does: string, typed: Typed, stage: Stage): Promise<object> => {
  const { actor, reference, references } = stage
  const [first = '', second = ''] = does.split(' ')
  const form = formOf(typed, stage)
  if (first === 'accept' && second === 'share') {
    const { waiting } = await findShares(actor)
    const [share] = waiting
    if (!share) throw new Error('No share waits for an answer')
    form.set('answer', 'accept')
    return answerShare(actor, { share: share.id, version: share.version, form })
  }
  // Whoever takes a case opens it first, as they would.
  if (second === 'accept') await findCase(actor, reference)
  const verbs: Readonly<Record<string, () => Promise<object>>> = {
    settle: async () => {
      const kind = second as DutyKind
      const version = await versionOf(actor, (tx) =>
        tx.duty.findFirst({ where: { referral: { reference }, kind }, select: { version: true } }),
      )
      return settleDuty(actor, { reference, kind, version, form })
    },
    outcome: async () => {
      const track = second as TrackName
      const version = await withActor(actor, (tx) =>
        tx.outcome.count({ where: { referral: { reference }, track } }),
      )
      return recordOutcome(actor, { reference, track, version, form })
    },
    goal: async () => {
      if (second !== 'met') return setGoal(actor, { reference, form })
      const goal = await withActor(actor, (tx) =>
        tx.goal.findFirstOrThrow({ where: { referral: { reference } } }),
      )
      return settleGoal(actor, { reference, goal: goal.id, version: goal.version, form })
    },
    note: () => writeNote(actor, { reference, form }),
    contact: async () => {
      if (second !== 'plan') return recordAttempt(actor, { reference, channel: second, form })
      const version = await withActor(actor, (tx) =>
        tx.contactPlan.count({ where: { referral: { reference } } }),
      )
      return savePlan(actor, { reference, version, form })
    },
    conference: () => recordConference(actor, { reference, form }),
    share: () => offerShare(actor, reference, form),
    withdraw: async () => {
      form.set('purposes', second)
      const { version } = await findAsked(actor, reference)
      return withdrawConsent(actor, { reference, version, form })
    },
    override: () => recordOverride(actor, reference, form),
    answer: async () => {
      const recalls = await findRecalls(actor)
      const recall = recalls.find((one) => one.reference === reference && one.canAnswer)
      if (!recall) throw new Error('Nothing was asked back')
      return answerRecall(actor, recall.id, form)
    },
    link: () => {
      form.set('other', references.get(second) ?? '')
      return linkCases(actor, reference, form)
    },
    details: () => addDetails(actor, { reference, version: 0, changes: Object.fromEntries(form) }),
    correct: () => correctAnswers(actor, { reference, question: second, version: 0, form }),
  }
  const verb = verbs[first] ?? safetySteps(second, form, stage)[first]
  if (verb) return withReason(stage, verb)
  const queue = first as Destination
  const version = await versionOf(actor, (tx) =>
    tx.item.findFirst({ where: { reference, queue }, select: { version: true } }),
  )
  const action = second as ActionName
  return withReason(stage, () => takeAction(actor, { reference, queue, action, version, form }))
}
