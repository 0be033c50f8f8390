import { questionOf } from '@/lib/referral/question-of'
import type { AnyQuestionId } from '@/lib/referral/all-questions'
import type { ReferralFacts } from '@/lib/routing/facts'
import { organisationTypes } from '@/lib/routing/organisation-types'
import * as when from '@/lib/routing/predicates'
import { anonymousQuestions, isFreeText, namedQuestions } from './duty-questions'
import type { AllAnswers, PackFacts } from './filling'
import type { Form } from './nrm-form'
import { packFor, type NrmPack } from './nrm-pack'
import type { PackEntry } from './pack-entry'
import { newestCopy, textStateOf, type ReleasedText, type TextState } from './released-text'

/** A text of the case that may leave once somebody has read it. */
export interface DutyText {
  readonly question: AnyQuestionId
  readonly ask: string
  readonly state: TextState
}

/** What a duty to notify carries, in the order of the Home Office form. */
export interface DutyPack extends NrmPack {
  /** Whether it says who the person is. */
  readonly isNamed: boolean
  readonly texts: readonly DutyText[]
  /** The questions of which it holds an answer. */
  readonly fields: readonly string[]
}

/** Whether an adult's answer leaves no referral, and so a duty to notify to the organisation that referred. */
export const leavesDuty = (facts: ReferralFacts) =>
  when.refusesNrm(facts) &&
  !when.bestInterestsToRefer(facts) &&
  (facts.referrerHasDutyToNotify ?? organisationTypes[facts.referrerOrganisationType].dutyToNotify)

/** They agreed that police know who they are, and the form asks for a name of those who help alone. */
const isNamed = (answers: AllAnswers, { referral }: PackFacts) =>
  when.agreesToPoliceIdentity(referral) && answers.helpInvestigation === 'yes'

const waits = 'Somebody has to read what was typed before it leaves'
const partWaits = 'A part is left out, which somebody has to read first'

/**
 * The pack of a duty to notify: answers to the questions of an allow-list and no others, each text only
 * as somebody read it and let it leave. With a name where the person agreed to it, as the ledger says.
 * Source: Modern Slavery Act 2015 s.52.
 * @param answers what was sent, added and corrected, as far as the reader may see it
 * @param released the copies of texts that somebody let leave, as far as the reader may see them
 */
export const dutyPack = (
  form: Form,
  answers: AllAnswers,
  facts: PackFacts,
  released: readonly ReleasedText[],
): DutyPack => {
  const named = isNamed(answers, facts)
  const allowed: readonly AnyQuestionId[] = named ? namedQuestions : anonymousQuestions
  const texts = allowed.filter(isFreeText).flatMap((id) => {
    const source = answers[id]
    if (typeof source !== 'string') return []
    const copy = newestCopy(released, id)
    const state = textStateOf(copy, source)
    return [{ id, state, text: state === 'released' ? copy?.text : undefined }]
  })
  const leaving: AllAnswers = {
    ...answers,
    ...Object.fromEntries(texts.map(({ id, text }) => [id, text])),
  }
  const unread: readonly string[] = texts
    .filter(({ state }) => state !== 'released')
    .map(({ id }) => id)
  const pack = packFor(form, leaving, facts, (id) => allowed.some((one) => one === id))
  const chosen = new Set(
    form.pages
      .flatMap(({ fields }) => fields)
      .filter(({ type }) => type === 'radio-group')
      .map(({ id }) => id),
  )
  const marked = (entry: PackEntry): PackEntry => {
    const mustBeRead = !chosen.has(entry.field) && entry.from.some((id) => unread.includes(id))
    if (!mustBeRead) return { ...entry, mustBeRead }
    return { ...entry, mustBeRead, note: entry.state === 'gap' ? waits : partWaits }
  }
  return {
    ...pack,
    pages: pack.pages.map((page) => ({ ...page, entries: page.entries.map(marked) })),
    gaps: pack.gaps.map(marked),
    isNamed: named,
    texts: texts.map(({ id, state }) => {
      const question = questionOf(id)
      return { question: id, ask: question?.reads ?? question?.ask ?? id, state }
    }),
    fields: allowed.filter((id) => leaving[id] !== undefined).toSorted(),
  }
}
