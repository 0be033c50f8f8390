import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './run.mjs'

/**
 * Every file at or under a path, in a fixed order.
 * @param {string} path
 * @returns {string[]}
 */
function filesAt(path) {
  const place = join(root, path)
  if (!existsSync(place)) return []
  if (!statSync(place).isDirectory()) return [path]
  return readdirSync(place)
    .sort()
    .flatMap((name) => filesAt(`${path}/${name}`))
}

/**
 * One hash of what files and folders hold, and of Node's version. Files that are not there count too.
 * @param {string[]} paths from the root of the checkout
 */
export function contentHash(paths) {
  const hash = createHash('sha256').update(process.version)
  for (const file of paths.flatMap(filesAt)) {
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)))
  }
  return hash.digest('hex')
}

/**
 * Does work only where its sources have changed since it was last done, or what it makes is missing.
 * @param {{ stamp: string, sources: string[], makes: string[], work: () => Promise<boolean> }} job
 *   `stamp` is the file that remembers; `work` answers whether it was done
 * @returns {Promise<'done' | 'up to date' | 'failed'>}
 */
export async function whenChanged({ stamp, sources, makes, work }) {
  const place = join(root, stamp)
  const isThere = [stamp, ...makes].every((path) => existsSync(join(root, path)))
  if (isThere && readFileSync(place, 'utf8') === contentHash(sources)) return 'up to date'
  // Taken before the work: what is edited meanwhile is done again next time.
  const hash = contentHash(sources)
  if (!(await work())) return 'failed'
  mkdirSync(dirname(place), { recursive: true })
  writeFileSync(place, hash)
  return 'done'
}
