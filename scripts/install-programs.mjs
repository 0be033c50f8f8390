// What the tests need besides packages: a browser, and PostgreSQL where it can be had.
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { programOf, root, run, say } from './run.mjs'

const DEBIAN_POSTGRES = '/usr/lib/postgresql'
const SYSTEM_BROWSERS = ['chromium', 'chromium-browser', 'google-chrome']
const TEN_MINUTES = 600_000

const pathFolders = () => (process.env.PATH ?? '').split(delimiter)

/** @param {string} name */
const isOnPath = (name) => pathFolders().some((folder) => existsSync(join(folder, name)))

const isRootOnDebian = () => process.getuid?.() === 0 && isOnPath('apt-get')

/** @param {string} packageName */
async function installDebianPackage(packageName) {
  if (!isRootOnDebian()) return false
  const options = {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: /** @type {const} */ (['ignore', 'ignore', 'inherit']),
    timeout: TEN_MINUTES,
  }
  const args = ['install', '-y', '--no-install-recommends', packageName]
  if ((await run('apt-get', args, options)) === 0) return true
  // The list of packages may be missing or old.
  await run('apt-get', ['update'], options)
  return (await run('apt-get', args, options)) === 0
}

/** The browser that Playwright downloads, where it is there. */
async function playwrightBrowser() {
  const { chromium } = await import(join(root, 'node_modules/@playwright/test/index.mjs'))
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined
}

/** Playwright's browser may lack libraries of the system, so it is asked for its version. */
async function findBrowser() {
  const system = SYSTEM_BROWSERS.find(isOnPath)
  if (system) return system
  const own = await playwrightBrowser()
  if (own && (await run(own, ['--version'], { stdio: 'ignore' })) === 0) return own
  return undefined
}

/** Finds a browser, or installs one. Answers whether there is one. */
export async function installBrowser() {
  if (await findBrowser()) return true
  say('Installing a browser for the tests')
  const env = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000' }
  const args = [programOf('@playwright/test', 'playwright'), 'install', 'chromium']
  await run(process.execPath, args, { env, timeout: TEN_MINUTES })
  if (await findBrowser()) return true
  await installDebianPackage('chromium')
  return (await findBrowser()) !== undefined
}

function findPostgres() {
  const versions = existsSync(DEBIAN_POSTGRES) ? readdirSync(DEBIAN_POSTGRES) : []
  const folders = versions.map((version) => join(DEBIAN_POSTGRES, version, 'bin'))
  return [...pathFolders(), ...folders].some((folder) =>
    ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))),
  )
}

/** Finds PostgreSQL, or installs it where we may, or says what stands in for it. */
export async function installPostgres() {
  if (findPostgres()) return
  if (isRootOnDebian()) say('Installing PostgreSQL for the tests')
  await installDebianPackage('postgresql')
  if (!findPostgres()) say('PostgreSQL is not here: the tests use the embedded database')
}
