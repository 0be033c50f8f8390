import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..')

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()
let isEnding = false

/** What Node must be given to run TypeScript. */
export const typescript = ['--import', 'tsx']

/**
 * Says one thing that is being done, in one plain line.
 * @param {string} line
 */
export const say = (line) => console.log(`• ${line}`)

/**
 * The file of a program that a package brings, to be run by Node. Its own process, and no shell,
 * npm or npx around it, so that ending it ends it.
 * @param {string} packageName
 * @param {string} [name]
 */
export function programOf(packageName, name = packageName) {
  const folder = join(root, 'node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[name])
}

/**
 * Starts a program, its output beside ours. Without a folder it runs at the root of the checkout.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function start(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    ...options,
  })
  running.add(child)
  child.once('close', () => running.delete(child))
  return child
}

/**
 * Waits for a program to end. Answers its exit code, 127 where it could not be started.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
export const ended = (child) =>
  new Promise((resolve) => {
    child.once('error', () => resolve(127))
    child.once('close', (code) => resolve(code ?? 1))
  })

/**
 * Runs a program to its end. Answers its exit code.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export const run = (command, args, options) => ended(start(command, args, options))

/**
 * Runs Node to its end, on a program or with arguments of its own. Answers its exit code.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export const runNode = (args, env = process.env) => run(process.execPath, args, { env })

/**
 * Runs Node to its end without a word, unless it fails: then with all that it said.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export async function runNodeQuietly(args, env = process.env) {
  const child = start(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const output of [child.stdout, child.stderr]) {
    output?.setEncoding('utf8').on('data', (text) => (said += text))
  }
  const code = await ended(child)
  if (code !== 0 && !isEnding) process.stderr.write(said)
  return code
}

/** Whether this command was told to end: what fails from then on fails because of that. */
export const isStopping = () => isEnding

/**
 * Ends every program that was started here, by its process id, when this command is told to end; by
 * force if one is still there after ten seconds. npm dies of a signal without passing it on, so its
 * end tells us too.
 */
export function endTogether() {
  const end = () => {
    if (isEnding) return
    isEnding = true
    for (const child of running) child.kill('SIGTERM')
    setTimeout(() => running.forEach((child) => child.kill('SIGKILL')), 10_000).unref()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)
  const parent = process.ppid
  const isOrphan = () => process.env.npm_lifecycle_event && process.ppid !== parent
  setInterval(() => isOrphan() && end(), 1_000).unref()
  process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')))
}
