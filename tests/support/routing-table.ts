import { decide } from '@/lib/routing/decision'
import {
  ageGroups,
  bestInterestsDecisions,
  capacities,
  consents,
  knowns,
  nrmConsents,
  type ReferralFacts,
} from '@/lib/routing/facts'
import { calmFacts } from './calm-facts'

const columns = {
  immediateDanger: knowns,
  ageGroup: ageGroups,
  capacity: capacities,
  bestInterests: bestInterestsDecisions,
  consentNrm: nrmConsents,
  consentSupport: consents,
  consentPoliceIdentity: consents,
} as const

type Column = keyof typeof columns
const columnNames = Object.keys(columns) as Column[]

/** Every combination of the columns, all else calm, referred by a county council. */
export const everyConsentAndAge: ReferralFacts[] = columnNames.reduce<ReferralFacts[]>(
  (all, column) =>
    all.flatMap((facts) => columns[column].map((value) => ({ ...facts, [column]: value }))),
  [calmFacts],
)

type Row = { cells: string[]; outcome: string }

const outcomeOf = (facts: ReferralFacts) => {
  const { primary, queues, priority, identityToPolice, actions } = decide(facts)
  const others = queues.filter((queue) => queue !== primary)
  return [
    priority,
    [primary, ...others].join(' + '),
    `identity ${identityToPolice}`,
    actions.join(', ') || 'no action',
  ].join(' | ')
}

/** Joins the rows that differ in one column only and decide alike. */
const joinedBy = (rows: Row[], index: number, size: number) => {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = JSON.stringify([row.cells.toSpliced(index, 1), row.outcome])
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()].map(([first, ...rest]): Row => {
    const values = [first, ...rest].map((row) => row?.cells[index] ?? '')
    const cell = values.length === size ? 'any' : values.join('/')
    return { cells: first?.cells.with(index, cell) ?? [], outcome: first?.outcome ?? '' }
  })
}

/** The whole table in as few lines as say it all. */
export const summary = () => {
  const rows = columnNames.reduceRight<Row[]>(
    (joined, column, index) => joinedBy(joined, index, columns[column].length),
    everyConsentAndAge.map((facts) => ({
      cells: columnNames.map((column) => facts[column]),
      outcome: outcomeOf(facts),
    })),
  )
  const width = (index: number) =>
    Math.max(columnNames[index]?.length ?? 0, ...rows.map(({ cells }) => cells[index]?.length ?? 0))
  const line = (cells: string[], outcome: string) =>
    `${cells.map((cell, index) => cell.padEnd(width(index))).join('  ')}  =>  ${outcome}`
  return [
    line(columnNames, 'priority | queues, primary first | identity to police | actions'),
    ...rows.map(({ cells, outcome }) => line(cells, outcome)),
    '',
  ].join('\n')
}
