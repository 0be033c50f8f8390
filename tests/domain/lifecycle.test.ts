import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, resolveConfig } from 'prettier'
import { describe, expect, test } from 'vitest'
import { drawnInto, lifecycle } from '@/lib/casework/lifecycle'
import { everyArrow, nextStates } from '@/lib/casework/lifecycle-diagrams'
import { needs } from '@/lib/casework/needs'
import { phrases } from '@/lib/casework/phrase'
import { states } from '@/lib/casework/states'
import { actionNames, transitionOf } from '@/lib/casework/transitions'
import { root } from '../support/read-source'

const file = join(root, 'docs/lifecycle.md')
const document = readFileSync(file, 'utf8')
const part = (name: string) => lifecycle[name]?.() ?? ''

describe('docs/lifecycle.md', () => {
  test('has not drifted from the table', () => {
    expect(drawnInto(document), 'Run: npm run lifecycle').toBe(document)
  })

  test('is as Prettier would leave it', async () => {
    const config = await resolveConfig(file)
    expect(await check(drawnInto(document), { ...config, filepath: file })).toBe(true)
  })

  test.each(Object.keys(lifecycle))('has a place for: %s', (name) => {
    expect(document).toContain(part(name))
  })

  test('would say if anything in it were changed by hand', () => {
    const spoilt = document.replace('new --> working: Accept', 'new --> closed: Accept')
    expect(spoilt).not.toBe(document)
    expect(drawnInto(spoilt)).toBe(document)
  })

  test('has no mark that nothing is drawn for', () => {
    expect(() => drawnInto('<!-- drawn: nothing -->\n<!-- drawn to here -->')).toThrow(/nothing/)
  })
})

describe('the diagram of states', () => {
  const lines = part('states').split('\n')
  const arrows = lines.flatMap((line) => {
    const [, from, to, labels] = /^ {2}(\w+) --> (\w+): (.*)$/.exec(line) ?? []
    return labels ? labels.split(', ').map((label) => `${from} ${to} ${label}`) : []
  })

  test('has every state, by the name on its tag', () => {
    for (const [id, { label }] of Object.entries(states))
      expect(lines).toContain(`  state "${label}" as ${id}`)
  })

  test('has each act that changes a state once for each way, and no other', () => {
    const expected = actionNames.flatMap((action) =>
      transitionOf(action).from.flatMap((from) =>
        nextStates(action, from)
          .filter((to) => to !== from)
          .map((to) => `${from} ${to} ${transitionOf(action).label}`),
      ),
    )
    expect(arrows.sort()).toEqual(expected.sort())
    expect(everyArrow.length).toBe(expected.length)
  })
})

describe('the diagram of a hand-over', () => {
  const lines = part('hand-over').split('\n')
  const leaving = (stage: string) =>
    lines.filter((line) => line.startsWith(`  ${stage} --> `)).map((line) => line.trim())

  test('goes by way of consent, unless nobody is asked for it', () => {
    const sent = lines.filter((line) => line.includes('--> submitted'))
    expect(sent.map((line) => line.trim())).toEqual([
      'confirmed --> submitted: Record the Home Office reference',
      'working --> submitted: Record the Home Office reference (nobody is asked for consent)',
    ])
  })

  test('knows one way on from the Home Office', () => {
    expect(leaving('submitted')).toEqual(['submitted --> decided: Its final decision is recorded'])
    expect(leaving('decided')).toEqual(['decided --> closed: Close'])
  })
})

test('every act, everything that must be true and every phrase can be read there', () => {
  for (const action of actionNames)
    expect(part('acts')).toContain(`| ${transitionOf(action).label} `)
  for (const { whyNot } of Object.values(needs)) expect(part('blocks')).toContain(whyNot)
  for (const phrase of Object.values(phrases)) expect(part('phrases')).toContain(`- ${phrase}`)
})
