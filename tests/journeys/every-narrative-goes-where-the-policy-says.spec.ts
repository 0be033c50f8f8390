import { expect, test, type APIRequestContext } from '@playwright/test'
import { decide } from '@/lib/routing/decision'
import { readFacts } from '@/lib/routing/facts-reading'
import cases from '@/tests/domain/routing-cases.json' with { type: 'json' }
import { referByPages } from '@/tests/support/answer-pages'
import { answersOf } from '@/tests/support/answers-of'
import { partnerApi } from '@/tests/support/partner-api'
import { referrerOf, signIn } from '@/tests/support/sign-in'

async function findDecision(request: APIRequestContext, organisation: string, reference: string) {
  const state = await partnerApi(request, organisation).state(reference)
  expect(state.status()).toBe(200)
  return ((await state.json()) as { decision: unknown }).decision
}

for (const routingCase of cases) {
  const { answers, organisationType } = answersOf(routingCase)
  const { email, organisation } = referrerOf(organisationType)
  const read = readFacts(routingCase.facts)
  if ('problems' in read) throw new Error(read.problems.join('; '))
  // Another journey publishes a policy, which is of another day and decides these as before.
  const policyVersion: unknown = expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/)
  const expected = { ...decide(read.facts), policyVersion }

  test.describe(`${routingCase.id} ${routingCase.title}`, { tag: '@without-javascript' }, () => {
    test('through the pages', async ({ page, context, request }) => {
      await signIn(context, email)
      const reference = await referByPages(page, answers)
      expect(await findDecision(request, organisation, reference)).toEqual(expected)
    })

    test('through the partner API', async ({ request }) => {
      const sent = await partnerApi(request, organisation).send(answers)
      expect(sent.status(), await sent.text()).toBe(201)
      const { reference } = (await sent.json()) as { reference: string }
      expect(await findDecision(request, organisation, reference)).toEqual(expected)
    })
  })
}
