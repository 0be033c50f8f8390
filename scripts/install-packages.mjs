import { whenChanged } from './content-hash.mjs'
import { run, say } from './run.mjs'

const OLDEST_NODE = [20, 19]

function isNodeTooOld() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])
}

/** npm, as the npm that started us where there is one. */
const npm = process.env.npm_execpath
  ? [process.execPath, process.env.npm_execpath]
  : [process.platform === 'win32' ? 'npm.cmd' : 'npm']

/**
 * Installs the packages that the lock file names, unless they are there. Nothing here needs an
 * install script, so none is run. Answers whether all is well.
 */
export async function installPackages() {
  if (isNodeTooOld()) {
    say(`This needs Node ${OLDEST_NODE.join('.')} or newer. Here is ${process.versions.node}.`)
    return false
  }
  const [command, ...before] = npm
  const result = await whenChanged({
    stamp: 'node_modules/.installed',
    sources: ['package-lock.json'],
    makes: ['node_modules/.package-lock.json'],
    work: async () => {
      say('Installing the packages (a minute or two, the first time)')
      const flags = ['--include=dev', '--ignore-scripts', '--no-audit', '--no-fund']
      return (await run(command, [...before, 'ci', ...flags, '--loglevel=error'])) === 0
    },
  })
  if (result === 'up to date') say('The packages are installed already')
  return result !== 'failed'
}
