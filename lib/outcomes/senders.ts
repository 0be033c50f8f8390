import { breakdownBy, codesOf, tableOf, type Column } from './breakdown'
import type { Table } from './chart'
import { numbersBy } from './counts'
import { labelOf } from './dimensions'

/** An organisation below its kind; of one that no list names, that it is not named. */
const nameIn = (kind: string, code: string) => {
  const label = labelOf('organisationType', kind)
  const name = labelOf('organisation', code)
  return `${label}: ${name.startsWith(`${label}, `) ? name.slice(label.length + 2) : name}`
}

/** The table of who referred: each kind of organisation, and below it those of its kind that referred. */
export const sendersOf = (times: readonly Column[]): Table => {
  const kinds = breakdownBy('organisationType', times, true)
  const { columns, rows } = tableOf(kinds)
  const within = (kind: string) => {
    const own = times.map(({ cells }) =>
      numbersBy(
        cells.filter(({ codes }) => codes[0] === kind),
        1,
      ),
    )
    const [now = new Map<string, number>()] = own
    const all = own.flatMap((numbers) => [...numbers.keys()])
    return codesOf('organisation', new Map(all.map((code) => [code, now.get(code) ?? 0]))).map(
      (code) => [nameIn(kind, code), ...own.map((numbers) => numbers.get(code) ?? 0)],
    )
  }
  return {
    columns,
    rows: [
      ...kinds.lines.flatMap(({ code }, place) => [rows[place] ?? [], ...within(code)]),
      ...rows.slice(kinds.lines.length),
    ],
  }
}
