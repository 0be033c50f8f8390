import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { decide } from '@/lib/routing/decision'
import { calmFacts } from '../support/calm-facts'
import cases from './routing-cases.json'

const route = (input: string) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'scripts/route.ts'],
    { input, encoding: 'utf8' },
  )
  return { status, stdout, problems: stderr.trim().split('\n') }
}

test('one referral in, its decision out', () => {
  const { status, stdout } = route(JSON.stringify(calmFacts))
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toEqual(decide(calmFacts))
})

test('a list in, a list of decisions out in the same order', () => {
  const { status, stdout } = route(JSON.stringify(cases.map(({ facts }) => facts)))
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toHaveLength(cases.length)
  expect(JSON.parse(stdout)).toMatchObject(
    cases.map(({ expected }) => ({
      primary: expect.toSatisfy((primary) => expected.primary.includes(primary)),
    })),
  )
})

test('facts that do not fit are one line each that names the place, and nothing is decided', () => {
  const bad = { ...calmFacts, ageGroup: 'old', surname: 'Example' }
  const { status, stdout, problems } = route(JSON.stringify([calmFacts, 'tip', bad]))
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  expect(problems).toEqual([
    '[1]: must be an object of facts',
    '[2].ageGroup: must be one of adult, child, uncertain',
    '[2].surname: is not a known field',
  ])
})

test.each([
  ['', 'input: is empty, it must be facts as JSON'],
  ['{"ageGroup":', 'input: is not JSON'],
])('%j is refused in one line', (input, problem) => {
  expect(route(input)).toEqual({ status: 1, stdout: '', problems: [problem] })
})
