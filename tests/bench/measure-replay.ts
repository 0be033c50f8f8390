import { execFileSync } from 'node:child_process'
import { type Figure, show } from './figures'
import type { Stand } from './start-service'

interface Replayed {
  readonly cases: number
  readonly moved: number
  readonly seconds: number
  readonly held: number
}

/** How long a replay of every referral takes, while the service is not running. In: a stand with rows. */
export const measureReplay = ({ settings }: Pick<Stand, 'settings'>): Figure[] => {
  const program = ['--import', 'tsx', 'tests/bench/replay-rows.ts']
  const said = execFileSync(process.execPath, program, { env: settings(), encoding: 'utf8' })
  const { cases, moved, seconds, held } = JSON.parse(said) as Replayed
  const most = 10 * Math.max(cases / 100_000, 0.2)
  return [
    {
      what: `Replay of ${show(cases)} cases under two policies, of which ${show(moved)} move`,
      measured: `${show(seconds, 1)} s`,
      aim: `under ${show(most)} s`,
      isMet: seconds < most,
    },
    {
      what: 'Replay: longest time that the thread was held',
      measured: `${show(held)} ms`,
      aim: 'under 50 ms',
      isMet: held < 50,
    },
  ]
}
