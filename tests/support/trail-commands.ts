import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { closeDatabase } from '@/lib/database/with-actor'
import { root } from './read-source'

const run = (args: readonly string[], env: Record<string, string | undefined> = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })
  return { status, said: (stdout + stderr).trim() }
}

/** `npm run audit:export`, as the owner of the tables of the test's database. */
export const exportTrail = async (file: string) => {
  await closeDatabase()
  const owner = process.env.DATABASE_URL?.replace('_login@', '_owner@')
  return run(['--import', 'tsx', 'scripts/audit-export.ts', file], { DATABASE_OWNER_URL: owner })
}

/** `npm run audit:verify`. */
export const verifyTrail = (...args: string[]) =>
  run([join(root, 'scripts/audit-verify.mjs'), ...args])

/** What a file holds, line by line. */
export const linesOf = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n')
