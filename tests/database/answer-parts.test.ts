import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { findCase } from '@/lib/casework/find-case'
import { withActor } from '@/lib/database/with-actor'
import { fieldSets, type Audience } from '@/lib/disclosure/field-sets'
import { partOf } from '@/lib/disclosure/parts'
import { allQuestions } from '@/lib/referral/all-questions'
import { readSealed } from '@/lib/sealing/read-sealed'
import { answersOf } from '@/tests/support/answers-of'
import { withCanaries } from '@/tests/support/canaries'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { sendTyped } from '@/tests/support/send-answers'
import cases from '@/tests/domain/routing-cases.json'

const database = testDatabase()
const { asOwner } = database
const { person, referrerOf, colleagueOf } = countyPeople(database)

const sent = new Map<string, { readonly id: string; readonly author: Actor }>()

beforeAll(async () => {
  for (const routingCase of cases) {
    const { answers, organisationType } = answersOf(routingCase)
    const author = referrerOf(organisationType)
    const { reference } = await sendTyped(author, withCanaries(answers))
    const { id } = await asOwner((tx) => tx.referral.findUniqueOrThrow({ where: { reference } }))
    sent.set(reference, { id, author })
  }
})

it('the policies have the field sets of the pages', async () => {
  const rows = await asOwner((tx) => tx.fieldSet.findMany())
  expect(Object.fromEntries(rows.map(({ audience, sees }) => [audience, sees]))).toEqual(
    Object.fromEntries(Object.entries(fieldSets).map(([name, { sees }]) => [name, [...sees]])),
  )
})

it('every question has a part, and one that nobody knows is told to the fewest', () => {
  for (const [id, question] of Object.entries(allQuestions))
    expect(partOf(id)).toBe(question.about === 'referrer' ? 'referrer' : question.sensitivity)
  expect(partOf('somethingElse')).toBe('identity')
})

describe.each([
  ...(['author', 'colleague', 'referrer.fire', 'officer', 'supervisor'] as const),
  ...(['beacon', 'desk', 'lead', 'admin', 'auditor'] as const),
])('%s', (name) => {
  it('fetches no row of a part that their audience may not see, and is the audience that the pages say', async () => {
    for (const [reference, { id, author }] of sent) {
      const ofAuthor = { author: () => author, colleague: () => colleagueOf(author) }
      const actor = name === 'author' || name === 'colleague' ? ofAuthor[name]() : person(name)
      const audience = await findCase(actor, reference).then(
        (found): Audience | null => found.audience,
        () => null,
      )
      const read = await withActor(actor, async (tx) => ({
        audience: await tx.$queryRaw<{ audience: string | null }[]>`
          select audience_of_case(${id}::uuid) as audience`,
        ...(await readSealed(tx, id)),
      }))
      expect([reference, read.audience]).toEqual([reference, [{ audience }]])
      const sees: readonly string[] = audience ? ['referrer', ...fieldSets[audience].sees] : []
      const fetched = [...Object.keys(read.sent), ...Object.keys(read.details)]
      expect(fetched.filter((question) => !sees.includes(partOf(question)))).toEqual([])
      if (audience) expect(fetched.length).toBeGreaterThan(0)
    }
  })
})
