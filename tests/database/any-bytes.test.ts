import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { POST as postStep } from '@/app/refer/[draft]/[step]/route'
import type { RawAnswers } from '@/lib/journey/question'
import { findDraft } from '@/lib/referral/find-draft'
import { questions } from '@/lib/referral/questions'
import { saveStep } from '@/lib/referral/save-step'
import { startDraft } from '@/lib/referral/start-draft'
import { referralJourney } from '@/lib/referral/steps'
import { answersOf } from '@/tests/support/answers-of'
import { withCanaries } from '@/tests/support/canaries'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { formOf } from '@/tests/support/form-of'
import { cookieOf, post } from '@/tests/support/requests'
import cases from '@/tests/domain/routing-cases.json'

const { person } = countyPeople(testDatabase())
const nurse = () => person('referrer.nhs')
let draft = ''
let cookie = ''
let answers: RawAnswers = {}

const stepIds = referralJourney.steps.map(({ id }) => id)
const idsOn = (stepId: string) =>
  referralJourney.steps
    .filter(({ id }) => id === stepId)
    .flatMap((step) =>
      step.questions.map((placed) => (typeof placed === 'string' ? placed : placed.question)),
    )

const save = (step: string) =>
  saveStep(nurse(), draft, step, formOf(referralJourney.questions, answers))

beforeAll(async () => {
  const [first] = cases
  if (!first) throw new Error('There are no cases')
  answers = withCanaries(answersOf(first).answers)
  cookie = await cookieOf(nurse())
  draft = await startDraft(nurse())
  for (const step of stepIds) await save(step)
})

const name = fc.oneof(
  fc.constantFrom(...Object.keys(questions), 'confirmed', '__proto__', 'constructor'),
  fc.string({ unit: 'binary', maxLength: 20 }),
)
const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom('yes', 'place', 'adult', '%', '%00', '%ED%A0%80', '\ud800', '9'.repeat(400)),
  fc.nat({ max: 100_000 }).map((length) => 'x'.repeat(length)),
)
/** Bytes of any kind: none, noise, half a form, or a form with odd names and values. */
const anyBody: fc.Arbitrary<Uint8Array<ArrayBuffer>> = fc
  .oneof(
    { weight: 3, arbitrary: fc.uint8Array({ maxLength: 2_000 }) },
    {
      weight: 5,
      arbitrary: fc
        .array(fc.tuple(name, value), { maxLength: 12 })
        .map((pairs) => Buffer.from(new URLSearchParams(pairs).toString())),
    },
    {
      weight: 2,
      arbitrary: fc
        .array(fc.tuple(name, value), { maxLength: 12 })
        .map((pairs) => Buffer.from(pairs.map((pair) => pair.join('=')).join('&'))),
    },
  )
  .map((bytes) => new Uint8Array(bytes))

const anyType = fc.oneof(
  { weight: 8, arbitrary: fc.constant('application/x-www-form-urlencoded') },
  { weight: 1, arbitrary: fc.constantFrom('', 'text/plain', 'multipart/form-data', ';') },
)

it('whatever is posted to a step is answered, and no earlier answer is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...stepIds), anyBody, anyType, async (step, body, type) => {
      const before = await findDraft(nurse(), draft)
      const path = `/refer/${draft}/${step}`
      const headers = { cookie, 'content-type': type }
      const answer = await post(postStep, path, { draft, step }, body, headers)
      expect(answer.status).toBeGreaterThanOrEqual(200)
      expect(answer.status).toBeLessThan(500)
      const after = await findDraft(nurse(), draft)
      if (answer.status !== 303) expect(after.typed).toEqual(before.typed)
      const touched = ['confirmed', ...idsOn(step)]
      // A person may become a place: then what was asked of the person is not asked any more.
      const isAnotherBranch =
        step === 'who' && ['place', 'child', 'uncertain'].includes(String(after.typed.who))
      if (!isAnotherBranch)
        expect(after.typed).toMatchObject(
          Object.fromEntries(Object.entries(before.typed).filter(([id]) => !touched.includes(id))),
        )
      for (const one of stepIds.slice(stepIds.indexOf(step))) await save(one)
      expect((await findDraft(nurse(), draft)).typed).toMatchObject(answers)
    }),
    { numRuns: 150 },
  )
})
