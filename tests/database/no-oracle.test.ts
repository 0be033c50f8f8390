import { beforeAll, describe, expect, it } from 'vitest'
import { GET as casePage } from '@/app/cases/[reference]/route'
import { GET as receiptsPage } from '@/app/cases/[reference]/receipts/route'
import { GET as openPage } from '@/app/cases/[reference]/open/route'
import { GET as keepPage } from '@/app/cases/[reference]/keep-from/route'
import { GET as releasePage } from '@/app/cases/[reference]/release/route'
import { findMatches } from '@/lib/casework/find-matches'
import { declareConflict } from '@/lib/casework/keep-case-from'
import { makeReference } from '@/lib/referral/reference'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { cookieOf, get } from '@/tests/support/requests'

const database = testDatabase()
const { person } = countyPeople(database)
const { send } = casework(database)

/** Of each, in turn with the other, so that both meet the same machine. */
const times = 200
const nowhere = makeReference(new Uint8Array([3, 1, 4, 1, 5, 9, 2, 6]))
let hidden = ''

beforeAll(async () => {
  for (let other = 0; other < 20; other += 1) await send(person('referrer.nhs'), 'V16')
  hidden = await send(person('referrer.nhs'), 'V16')
  const form = new URLSearchParams({ words: 'I know them.' })
  for (const name of ['officer', 'lead2'])
    await declareConflict(person(name), { reference: hidden, form })
})

const pages = {
  'the case': ['', casePage],
  'why it is opened': ['/open', openPage],
  'who saw what': ['/receipts', receiptsPage],
  'whom it is kept from': ['/keep-from', keepPage],
  'asking who the person is': ['/release', releasePage],
} as const

const median = (numbers: readonly number[]) =>
  [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0

/** How far the numbers of a list are apart, without its ends: what the machine does by itself. */
const spread = (numbers: readonly number[]) => {
  const sorted = [...numbers].sort((one, other) => one - other)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0
  return at(0.75) - at(0.25)
}

describe.each(['officer', 'lead2', 'referrer.fire', 'desk.stevenage'])(
  'to %s a case that is kept from them and one that is nowhere are the same',
  (name) => {
    it.each(Object.entries(pages))('on the page of %s: to the byte', async (_, [path, handler]) => {
      const cookie = await cookieOf(person(name))
      const answers = await Promise.all(
        [hidden, nowhere].map(async (reference) => {
          const answer = await get(handler, `/cases/${reference}${path}`, { reference }, { cookie })
          const html = (await answer.text()).replaceAll(reference, '')
          return [answer.status, [...answer.headers], html]
        }),
      )
      expect(answers[0]).toEqual(answers[1])
      expect(answers[0]?.[0]).toBe(404)
    })

    it(`in ${times} tries of each: as quickly`, async () => {
      const cookie = await cookieOf(person(name))
      const taken = { hidden: [] as number[], nowhere: [] as number[] }
      const ask = async (reference: string) => {
        const from = performance.now()
        await get(casePage, `/cases/${reference}`, { reference }, { cookie })
        return performance.now() - from
      }
      for (let warm = 0; warm < 20; warm += 1) await ask(nowhere)
      for (let turn = 0; turn < times; turn += 1) {
        const order = turn % 2 ? (['hidden', 'nowhere'] as const) : (['nowhere', 'hidden'] as const)
        for (const which of order)
          taken[which].push(await ask(which === 'hidden' ? hidden : nowhere))
      }
      const apart = Math.abs(median(taken.hidden) - median(taken.nowhere))
      const noise = Math.max(spread(taken.hidden), spread(taken.nowhere))
      expect(apart).toBeLessThan(Math.max(noise, 1))
      expect(apart).toBeLessThan(5)
    })

    it('in search', async () => {
      const [one, other] = [
        await findMatches(person(name), hidden),
        await findMatches(person(name), nowhere),
      ]
      expect(one).toEqual(other)
    })
  },
)
