import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Figure } from '../bench/figures'

interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
}

/** Knocks at every door as everybody, with the verbs' checks and with the database's alone. */
export function tryEveryDoor(): Figure[] {
  return [
    ['every-door', 'with the verbs’ checks'],
    ['every-door-unguarded', 'with them stubbed out, row-level security alone'],
  ].map(([name, how]) => {
    const folder = mkdtempSync(join(tmpdir(), 'referral-doors-'))
    const file = join(folder, 'report.json')
    const vitest = join('node_modules', 'vitest', 'vitest.mjs')
    spawnSync(
      process.execPath,
      [vitest, 'run', `tests/database/${name}.test.ts`, '--reporter=json', `--outputFile=${file}`],
      { stdio: 'ignore' },
    )
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8')) as Report
    rmSync(folder, { recursive: true, force: true })
    return {
      what: `Leaks of the matrix role × door × case, ${how ?? ''}`,
      measured: `${numFailedTests} of ${numPassedTests + numFailedTests} rows leak`,
      aim: '0',
      isMet: numFailedTests === 0 && numPassedTests > 0,
    }
  })
}
