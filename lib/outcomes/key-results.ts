import { totalOf, type Counts } from './counts'
import type { FigureName } from './figures'
import { dutiesFinding } from './practice'
import { capital, listed } from './sentences'
import type { ReportCounts, Times, Told } from './told'

const routes: Readonly<Record<string, string>> = {
  nrm: 'went to the National Referral Mechanism',
  duty_to_notify: 'fell under the duty to notify',
  support: 'went to support alone',
  police: 'went to the police alone',
  waiting: 'waited for the person to be asked',
}

const routesIn = (counts: Counts) =>
  listed(
    Object.entries(routes).flatMap(([route, words]) => {
      const number = totalOf(counts, 'referrals', route)
      return number > 0 ? [`${number.toLocaleString('en-GB')} ${words}`] : []
    }),
  )

const signs = { positive: 'positive', negative: 'negative' } as const
const grounds = { rg: 'Reasonable grounds', cg: 'Conclusive grounds' } as const

const decisionsIn = (counts: Counts) =>
  Object.entries(grounds).flatMap(([code, label]) => {
    const said = Object.entries(signs).flatMap(([sign, words]) => {
      const number = totalOf(counts, 'outcomes', `nrm:${code}_${sign}`)
      return number > 0 ? [`${number.toLocaleString('en-GB')} ${words}`] : []
    })
    return said.length > 0 ? [`${label} decisions: ${listed(said)}`] : []
  })

/** The figures of which the report says first what they found, in this order. */
const first: readonly FigureName[] = ['referrals']
const then: readonly FigureName[] = [
  'organisations',
  'exploitation',
  'genders',
  'nationalities',
  'ages',
  'areas',
  'timeToFirstLook',
  'openCases',
]

/**
 * The key results, in the order of the Home Office’s quarterly bulletin: how many came and how that
 * changed, where they went, who and what, decisions, and the duty to notify. Each is a sentence.
 */
export const keyResultsOf = (
  counts: ReportCounts,
  { now }: Times,
  told: (name: FigureName) => Told,
): readonly string[] => {
  const findings = (names: readonly FigureName[]) =>
    names.filter((name) => totalOf(counts.now, name) > 0).map((name) => told(name).finding)
  const went = routesIn(counts.now)
  const decided = decisionsIn(counts.now)
  const results = [
    ...first.map((name) => told(name).finding),
    ...(went ? [capital(went)] : []),
    ...findings(then),
    ...(decided.length > 0 ? decided : ['No decision of the Home Office was recorded']),
    dutiesFinding(counts.now, now, 'duty_to_notify'),
    ...(totalOf(counts.now, 'reportsToPolice') > 0 ? [told('reportsToPolice').finding] : []),
  ]
  return results.map((result) => `${result}.`)
}
