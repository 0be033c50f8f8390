import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { dutyKinds } from '@/lib/casework/duties'
import { reasons } from '@/lib/casework/reasons'
import { overridable } from '@/lib/consent/bases'
import { purposeNames } from '@/lib/consent/purposes'
import { county } from '@/lib/county/county'
import { ageGroups as listAgeGroups, areas as listAreas, sources } from '@/lib/imports/options'
import { walk } from '@/lib/journey/journey'
import { askedFact, askedFactNames } from '@/lib/outcomes/asked-facts'
import { numbersBy, quantileOf, totalOf, type Cell } from '@/lib/outcomes/counts'
import { dimensions, labelOf, type DimensionName } from '@/lib/outcomes/dimensions'
import { sections } from '@/lib/outcomes/figure'
import { figureNames, figureOf, figureView } from '@/lib/outcomes/figures'
import { factsOf } from '@/lib/referral/facts'
import { questions } from '@/lib/referral/questions'
import { referralJourney } from '@/lib/referral/steps'
import {
  ageGroups,
  agesWhenExploited,
  exploitationTypes,
  locations,
  referralFacts,
} from '@/lib/routing/facts'
import { policy } from '@/lib/routing/policy'
import { priorities, queues } from '@/lib/routing/queues'
import { roles } from '@/lib/access/roles'
import { anyTyped } from '@/tests/support/any-answers'
import { today } from '@/tests/support/situations'

const migrations = join(import.meta.dirname, '../../prisma/migrations')
const textOf = (folder: string) => readFileSync(join(migrations, folder, 'migration.sql'), 'utf8')

/** The newest migration that says what is counted. */
const newestView = () => {
  const found = readdirSync(migrations)
    .filter((name) => /^\d/.test(name))
    .toSorted()
    .reverse()
    .find((name) => textOf(name).includes('VIEW figure_row'))
  return found === undefined ? '' : textOf(found)
}

describe('the figures', () => {
  it('are counted in the database as they are defined', () => {
    expect(newestView()).toContain(figureView())
  })

  test.each(figureNames)('%s says what it counts, how and of what', (name) => {
    const { title, counts, countRule, source, section, keys, measure } = figureOf(name)
    expect(title).toMatch(/^[A-Z].*[a-z]$/)
    expect(countRule).toMatch(/^[A-Z].*\.$/)
    expect(countRule).toContain('kept from somebody is in no figure')
    expect(source).toMatch(/^[A-Z]/)
    expect(counts.every((noun) => /^[a-z-]+$/.test(noun))).toBe(true)
    expect(Object.keys(sections)).toContain(section)
    expect(keys.every(({ dimension }) => Object.hasOwn(dimensions, dimension))).toBe(true)
    if (measure === 'minutes') expect(countRule).toContain('quarter of an hour')
  })

  it('each have a title of their own', () => {
    const titles = figureNames.map((name) => figureOf(name).title)
    expect(new Set(titles).size).toBe(titles.length)
  })

  it('use every way of telling them apart that there is', () => {
    const used = new Set(
      figureNames.flatMap((name) => figureOf(name).keys.map(({ dimension }) => dimension)),
    )
    expect([...used].toSorted()).toEqual(Object.keys(dimensions).toSorted())
  })
})

const withList = (list: string, codes: object) =>
  Object.keys(codes).map((code) => `${list}:${code}`)
const organisations = county.organisations.map(({ slug }) => slug)

/** What the database may give as a code, from the lists that it is taken from. */
const given: readonly (readonly [DimensionName, readonly string[]])[] = [
  ['area', [...county.areas.map(({ slug }) => slug), ...Object.keys(listAreas)]],
  ['organisation', organisations],
  ['exploitation', exploitationTypes],
  ['ageGroup', [...ageGroups, ...Object.keys(listAgeGroups)]],
  ['ageWhenExploited', agesWhenExploited],
  ['place', locations],
  ['queue', [...Object.keys(queues), 'HOLD']],
  ['priority', Object.keys(priorities)],
  ['report', Object.keys(sources)],
  ['purpose', [...purposeNames, ...overridable]],
  ['consentAnswer', Object.keys(questions.consentNrm.options)],
  ['duty', dutyKinds],
  ['dutyOwner', [...organisations, 'POLICE', 'HOLD']],
  ['rule', policy.flatMap(({ rules }) => rules.map(({ id }) => id))],
  ['role', Object.keys(roles)],
  ['refusalReason', withList('decline', reasons.decline)],
  ['refusalReason', withList('pass_on', reasons.pass_on)],
  ['wait', withList('ask', reasons.ask)],
  ['wait', withList('hold', reasons.hold)],
]

describe('the codes of the figures', () => {
  test.each(given)('have words: %s', (dimension, codes) => {
    expect(codes.filter((code) => !Object.hasOwn(dimensions[dimension].values, code))).toEqual([])
  })

  it('stand for something, where they are older than their list', () => {
    expect(labelOf('organisation', 'an-old-one')).toBe('an-old-one')
  })
})

describe('the facts that a referrer is asked for', () => {
  const council = {
    type: 'district_council',
    isFirstResponderOrganisation: true,
    hasDutyToNotify: true,
  } as const

  it('are those of the facts of a referral that may be unknown', () => {
    const mayBeUnknown = Object.entries(referralFacts.shape)
      .filter(([, shape]) =>
        ['unknown', ['unknown']].some((value) => shape.safeParse(value).success),
      )
      .map(([name]) => name)
    // Nobody is asked for these two: the first follows from who it is, the second is not asked at all.
    expect(
      mayBeUnknown.filter((name) => !['ageWhenExploited', 'nationality'].includes(name)).toSorted(),
    ).toEqual(askedFactNames.toSorted())
  })

  it('are asked for as they say: of everybody, or of a person', () => {
    fc.assert(
      fc.property(anyTyped(questions), (typed) => {
        const walked = walk(referralJourney, typed, { today })
        const asked = walked.stops.flatMap((stop) => stop.questions)
        const { personIdentified } = factsOf(walked.answers, council)
        for (const name of askedFactNames) {
          const { question, ofPerson } = askedFact(name)
          expect(asked.includes(question)).toBe(personIdentified || !ofPerson)
        }
      }),
    )
  })
})

describe('counts', () => {
  const anyCells: fc.Arbitrary<Cell[]> = fc.array(
    fc.record({
      codes: fc.tuple(
        fc.constantFrom('in_time', 'late'),
        fc.integer({ min: 0, max: 40 }).map(String),
      ),
      number: fc.integer({ min: 1, max: 5 }),
    }),
  )

  it('add up, by a code and in all', () => {
    fc.assert(
      fc.property(anyCells, (cells) => {
        const counts = { timeToFirstLook: cells }
        const all = totalOf(counts, 'timeToFirstLook')
        const by = numbersBy(cells, 0)
        expect(all).toBe(cells.reduce((sum, { number }) => sum + number, 0))
        expect([...by.values()].reduce((sum, number) => sum + number, 0)).toBe(all)
        expect(totalOf(counts, 'timeToFirstLook', 'late')).toBe(by.get('late') ?? 0)
      }),
    )
  })

  it('give the time within which a share was done', () => {
    fc.assert(
      fc.property(anyCells, fc.constantFrom(0.5, 0.9, 1), (cells, share) => {
        const one = cells
          .flatMap(({ codes, number }) =>
            Array.from({ length: number }, () => Number(codes.at(-1))),
          )
          .toSorted((a, b) => a - b)
        expect(quantileOf(cells, share)).toBe(one[Math.ceil(one.length * share) - 1])
      }),
    )
  })
})
