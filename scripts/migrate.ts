/**
 * npm run migrate: brings the tables of a database up to date, by Prisma's own command, and those of
 * the jobs, by pg-boss. On a server it signs in as the owner of the tables (DATABASE_OWNER_URL). Says
 * one line, or all that went wrong.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { readAddress } from '@/lib/database/address'
import { prepareJobs } from './prepare-jobs'

const prisma = fileURLToPath(import.meta.resolve('prisma/build/index.js'))

const { status, stdout, stderr } = spawnSync(process.execPath, [prisma, 'migrate', 'deploy'], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  encoding: 'utf8',
})
if (status === 0) {
  await prepareJobs(
    readAddress(
      process.env.DATABASE_OWNER_URL || process.env.DATABASE_URL || 'pglite:.data/development',
    ),
  )
  const added = stdout.match(/└─ \d+_\w+/g)?.length ?? 0
  console.log(added === 0 ? 'The tables are up to date already' : `Migrations applied: ${added}`)
} else {
  process.stderr.write(stdout + stderr)
  process.exitCode = 1
}
