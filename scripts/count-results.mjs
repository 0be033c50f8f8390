import { existsSync, readFileSync } from 'node:fs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

/**
 * What we read of a report of Vitest's.
 * @typedef {{
 *   numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: { status: string, assertionResults: { status: string }[] }[]
 * }} VitestReport
 */

/**
 * What we read of a report of Playwright's.
 * @typedef {{
 *   stats: { expected: number, unexpected: number, flaky: number, skipped: number },
 *   errors: unknown[]
 * }} PlaywrightReport
 */

/**
 * Counts the tests of Vitest's report. A file that could not be run is one failure.
 * @param {VitestReport} report
 * @returns {Count}
 */
function countVitest(report) {
  const unrun = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unrun.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/**
 * Counts the tests of Playwright's report. One that passed only when tried again has failed, and so
 * has what went wrong outside a test.
 * @param {PlaywrightReport} report
 * @returns {Count}
 */
const countPlaywright = ({ stats, errors }) => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky + errors.length,
  skipped: stats.skipped,
})

const counters = { vitest: countVitest, playwright: countPlaywright }

/** @param {string} file */
function readReport(file) {
  if (!existsSync(file)) return undefined
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * Counts what a runner says in its own report. No report, no test run, or a runner that ended badly
 * without saying why: each is one failure.
 * @param {keyof typeof counters} runner
 * @param {string} file the report, as JSON
 * @param {number} exitCode the runner's
 * @returns {Count}
 */
export function countResults(runner, file, exitCode) {
  const report = readReport(file)
  if (!report) return { passed: 0, failed: 1, skipped: 0 }
  const count = counters[runner](report)
  const isSilentFailure = count.failed === 0 && (exitCode !== 0 || count.passed === 0)
  return isSilentFailure ? { ...count, failed: 1 } : count
}

/**
 * The one line that the tests end with.
 * @param {Count} count
 */
export const resultLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
