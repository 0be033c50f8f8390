import { execFileSync } from 'node:child_process'
import { type Figure, show } from './figures'
import type { Stand } from './start-service'
import { scripts } from '../../package.json'

interface Made {
  readonly rows: number
  readonly seconds: number
  readonly held: number
  readonly grew: number
}

/** How long a file of every item takes, while the service is not running. In: a stand with rows. */
export const measureExports = ({ settings }: Pick<Stand, 'settings'>): Figure[] => {
  // The job runs in the service, whose memory is as `npm start` sets it.
  const flags = scripts.start.split(' ').filter((word) => word.startsWith('--'))
  const program = ['--import', 'tsx', 'tests/bench/export-rows.ts', 'csv']
  const said = execFileSync(process.execPath, [...flags, ...program], {
    env: settings(),
    encoding: 'utf8',
  })
  const { rows, seconds, held, grew } = JSON.parse(said) as Made
  const most = 20 * Math.max(rows / 100_000, 0.1)
  return [
    {
      what: `Export: ${show(rows)} rows to CSV`,
      measured: `${show(seconds, 1)} s`,
      aim: `under ${show(most)} s`,
      isMet: seconds < most,
    },
    {
      what: 'Export: longest time that the thread was held',
      measured: `${show(held)} ms`,
      aim: 'under 50 ms',
      isMet: held < 50,
    },
    {
      what: 'Export: memory that grew after the first tenth of the time',
      measured: `${show(grew)} MB`,
      aim: 'under 60 MB',
      isMet: grew < 60,
    },
  ]
}
