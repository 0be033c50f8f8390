// npm test: everything that must hold, from a fresh checkout. `npm test -- domain` runs only that.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { countResults, resultLine } from './count-results.mjs'
import { installPackages } from './install-packages.mjs'
import { installBrowser, installPostgres } from './install-programs.mjs'
import { endTogether, isStopping, programOf, root, runNode, say } from './run.mjs'

const total = { passed: 0, failed: 0, skipped: 0 }

/** The settings of a service on this machine must not reach the tests. */
const ours = [
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'AUTH_SECRET',
  'SEALING_KEY',
  'ORIGIN',
  'NEXTAUTH_URL',
  'NEXTAUTH_SECRET',
  'HOST',
  'PORT',
  'DEMONSTRATION',
  'EMBEDDED_DATABASE',
  'DEMO_PASSWORD',
  'NODE_ENV',
]
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.includes(name)))
Object.assign(env, { NEXT_TELEMETRY_DISABLED: '1', CHECKPOINT_DISABLE: '1' })

/** @param {import('./count-results.mjs').Count} count */
function add(count) {
  total.passed += count.passed
  total.failed += count.failed
  total.skipped += count.skipped
}

/**
 * A check that has no tests of its own: it fails as one.
 * @param {string[]} args
 */
async function check(args) {
  const isRight = (await runNode(args, env)) === 0
  if (!isRight) add({ passed: 0, failed: 1, skipped: 0 })
  return isRight
}

/**
 * A runner of tests, counted from its report.
 * @param {'vitest' | 'playwright'} runner
 * @param {string[]} args
 */
async function runTests(runner, args) {
  const report = join(root, 'test-results', `${runner}.json`)
  rmSync(report, { force: true })
  mkdirSync(join(root, 'test-results'), { recursive: true })
  const code = await runNode(args, { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report })
  const count = countResults(runner, report, code)
  add(count)
  say(`${runner}: ${resultLine(count)}`)
  return count.failed === 0
}

/** @param {string[]} only */
const vitest = (only) => {
  const reporters = ['--reporter=default', '--reporter=json']
  const report = '--outputFile.json=test-results/vitest.json'
  return runTests('vitest', [programOf('vitest'), 'run', ...reporters, report, ...only])
}

/** @param {string[]} only */
const playwright = async (only) => {
  if (!(await installBrowser())) say('There is no browser, so the journeys cannot be run')
  return runTests('playwright', [programOf('@playwright/test', 'playwright'), 'test', ...only])
}

/** In this order. Each says whether all is well. */
const stages = {
  generate: () => check(['scripts/generate.mjs']),
  format: () => check([programOf('prettier'), '--check', '--log-level', 'warn', '.']),
  lint: () => check([programOf('eslint'), '--max-warnings', '0', '.']),
  types: () => check([programOf('typescript', 'tsc'), '--noEmit']),
  tests: vitest,
  build: () => check(['scripts/build.mjs']),
  journeys: playwright,
}

/**
 * What to run, from the arguments: names of stages, or parts of the names of test files.
 * @param {string[]} args
 * @returns {[keyof typeof stages, string[]][]}
 */
function planned(args) {
  if (args.length === 0) return Object.keys(stages).map((name) => [name, []])
  const isJourney = (/** @type {string} */ arg) => /(^|\/)journeys(\/|$)/.test(arg)
  const names = args.filter((arg) => arg in stages && arg !== 'journeys')
  const journeys = args.filter(isJourney)
  const files = args.filter((arg) => !isJourney(arg) && !names.includes(arg))
  const needed = new Set(['generate', ...names])
  if (files.length > 0) needed.add('tests')
  if (journeys.length > 0) needed.add('build').add('journeys')
  const narrowing = { tests: files, journeys: journeys.filter((arg) => arg !== 'journeys') }
  return Object.keys(stages)
    .filter((name) => needed.has(name))
    .map((name) => [name, narrowing[name] ?? []])
}

async function testEverything() {
  if (!(await installPackages())) return add({ passed: 0, failed: 1, skipped: 0 })
  const plan = planned(process.argv.slice(2))
  if (plan.some(([name]) => name === 'tests' || name === 'journeys')) await installPostgres()
  for (const [name, only] of plan) {
    if (isStopping()) return add({ passed: 0, failed: 1, skipped: 0 })
    say(`Running: ${[name, ...only].join(' ')}`)
    const from = performance.now()
    const isRight = await stages[name](only)
    const seconds = ((performance.now() - from) / 1000).toFixed(1)
    say(`${isRight ? 'Well' : 'FAILED'}: ${name}, in ${seconds} s`)
  }
}

endTogether()
try {
  await testEverything()
} catch (error) {
  console.error(error)
  add({ passed: 0, failed: 1, skipped: 0 })
}
console.log(`\n${resultLine(total)}`)
process.exitCode = total.failed > 0 ? 1 : 0
