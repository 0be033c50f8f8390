import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { countResults, resultLine } from '../../scripts/count-results.mjs'

const folder = mkdtempSync(join(tmpdir(), 'referral-reports-'))
afterAll(() => rmSync(folder, { recursive: true }))

const vitest = (passed, failed, skipped, files = []) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: skipped,
  numTodoTests: 0,
  testResults: files,
})
const playwright = (expected, unexpected, flaky, skipped, errors = []) => ({
  stats: { expected, unexpected, flaky, skipped },
  errors,
})
const unrunFile = { status: 'failed', assertionResults: [] }
const failedFile = { status: 'failed', assertionResults: [{ status: 'failed' }] }

test.each([
  ['all pass', 'vitest', vitest(8, 0, 0), 0, '8 passed, 0 failed'],
  ['one is skipped', 'vitest', vitest(8, 0, 1), 0, '8 passed, 0 failed, 1 skipped'],
  ['one fails', 'vitest', vitest(7, 1, 0, [failedFile]), 1, '7 passed, 1 failed'],
  ['a file cannot be run', 'vitest', vitest(8, 0, 0, [unrunFile]), 1, '8 passed, 1 failed'],
  ['the runner fails outside a test', 'vitest', vitest(8, 0, 0), 1, '8 passed, 1 failed'],
  ['no test is run', 'vitest', vitest(0, 0, 0), 0, '0 passed, 1 failed'],
  ['every test is skipped', 'vitest', vitest(0, 0, 3), 0, '0 passed, 1 failed, 3 skipped'],
  ['all pass', 'playwright', playwright(5, 0, 0, 0), 0, '5 passed, 0 failed'],
  ['one fails', 'playwright', playwright(4, 1, 0, 0), 1, '4 passed, 1 failed'],
  [
    'one passes only when tried again',
    'playwright',
    playwright(4, 0, 1, 0),
    0,
    '4 passed, 1 failed',
  ],
  [
    'the service did not start',
    'playwright',
    playwright(0, 0, 0, 0, [{}]),
    1,
    '0 passed, 1 failed',
  ],
])('%s in %s', (_, runner, report, exitCode, line) => {
  const file = join(folder, 'report.json')
  writeFileSync(file, JSON.stringify(report))
  expect(resultLine(countResults(runner, file, exitCode))).toBe(line)
})

test('no report is a failure, and so is half a report', () => {
  const file = join(folder, 'half.json')
  writeFileSync(file, '{"numPassedTests": 8')
  for (const report of [file, join(folder, 'none.json')]) {
    expect(resultLine(countResults('vitest', report, 0))).toBe('0 passed, 1 failed')
  }
})
