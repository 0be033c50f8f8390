import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import type { RawAnswers } from '@/lib/journey/question'
import { allQuestions } from '@/lib/referral/all-questions'
import { findDetails } from '@/lib/referral/find-details'
import { findDraft } from '@/lib/referral/find-draft'
import { saveDetails } from '@/lib/referral/save-details'
import { saveStep } from '@/lib/referral/save-step'
import { startDraft } from '@/lib/referral/start-draft'
import { referralJourney } from '@/lib/referral/steps'
import { submitDraft } from '@/lib/referral/submit-draft'
import { answersOf } from '@/tests/support/answers-of'
import { canaryOf, detailsWithCanaries, withCanaries } from '@/tests/support/canaries'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { type Dump, dumpDatabase, tablesWith } from '@/tests/support/dump-database'
import { formOf } from '@/tests/support/form-of'
import cases from '@/tests/domain/routing-cases.json'

const database = testDatabase()
const { asOwner } = database
const { person, referrerOf } = countyPeople(database)

const everything: RawAnswers[] = []
const wrong = 'Kanarienvogel im Kreis'
let draftId = ''
let dump: Dump

/** Fills every page of a draft, as somebody would who types into everything. */
const fill = async (actor: Actor, typed: RawAnswers) => {
  const id = await startDraft(actor)
  const form = formOf(referralJourney.questions, typed)
  for (const { id: step } of referralJourney.steps)
    if (typed.who !== 'place' || !['person', 'agreed'].includes(step))
      await saveStep(actor, id, step, form)
  return id
}

/** Sends what was typed from a draft, and adds every detail that may be added. */
const sendWithDetails = async (actor: Actor, typed: RawAnswers, chosen: RawAnswers = {}) => {
  const sent = await submitDraft(actor, await fill(actor, typed))
  if ('problems' in sent) throw new Error(JSON.stringify(sent.problems))
  const details = detailsWithCanaries(typed, chosen)
  const form = formOf(details.journey.questions, details.typed)
  const { reference } = sent.receipt
  const { walked } = await findDetails(actor, reference)
  for (const { step } of walked.stops) await saveDetails(actor, reference, step.id, form)
  everything.push({ ...typed, ...(await findDetails(actor, reference)).typed })
}

beforeAll(async () => {
  const nurse = person('referrer.nhs')
  for (const routingCase of cases) {
    const { answers, organisationType } = answersOf(routingCase)
    await sendWithDetails(referrerOf(organisationType), withCanaries(answers))
  }
  const [first] = cases
  if (!first) throw new Error('There are no cases')
  const { contactPhone, ...answers } = answersOf(first).answers
  expect(contactPhone).toBeDefined()
  const withoutPhone = withCanaries({ ...answers, contactChannels: ['through'] })
  await sendWithDetails(nurse, withoutPhone, { toldBefore: 'no' })

  draftId = await fill(nurse, withCanaries(answersOf(first).answers))
  const form = new URLSearchParams({ immediateDanger: wrong, worries: wrong, capacity: wrong })
  for (const step of ['danger', 'worries', 'risk']) await saveStep(nurse, draftId, step, form)
  dump = await asOwner(dumpDatabase)
})

const canaries = Object.entries(allQuestions).flatMap(([id, question]) => {
  const canary = canaryOf(id, question)
  return canary === undefined ? [] : [[id, canary] as const]
})

describe('a stolen backup', () => {
  it('holds the drafts and referrals of this test', () => {
    expect(dump.get('referral')).toHaveLength(cases.length + 1)
    expect(dump.get('draft')).toHaveLength(1)
    expect(dump.get('details')).toHaveLength(cases.length + 1)
  })

  it('can be searched in clear and in bytes', () => {
    expect(tablesWith(dump, 'officer@demo.test')).toEqual(['account'])
    const inBytes: Dump = new Map([['a', [`(1,"\\\\x${Buffer.from('Ana').toString('hex')}00")`]]])
    expect(tablesWith(inBytes, 'Ana')).toEqual(['a'])
  })

  it.each(canaries)('holds nothing that was typed as %s', (id, canary) => {
    expect(everything.map((typed) => typed[id])).toContain(canary)
    expect(tablesWith(dump, canary)).toEqual([])
  })

  it('holds nothing of a wrong answer, which is kept all the same', async () => {
    const { typed } = await findDraft(person('referrer.nhs'), draftId)
    expect(typed).toMatchObject({ immediateDanger: wrong, capacity: wrong })
    expect(tablesWith(dump, wrong)).toEqual([])
  })
})
