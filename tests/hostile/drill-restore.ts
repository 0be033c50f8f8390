import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Figure, show } from '../bench/figures'
import type { Stand } from '../bench/start-service'
import { throwAwayDatabase } from '../support/throw-away-database'

/** Backs up a database of so many referrals and restores it on another server, by the documented commands. */
export async function drillRestore(stand: Stand, referrals: number): Promise<Figure[]> {
  await stand.load(0, referrals)
  const folder = mkdtempSync(join(tmpdir(), 'referral-drill-'))
  const other = await throwAwayDatabase('server')
  const key = randomBytes(32).toString('base64')
  const file = join(folder, 'backup')
  const run = (script: string, environment: NodeJS.ProcessEnv) => {
    const started = performance.now()
    const done = spawnSync(process.execPath, ['--import', 'tsx', `scripts/${script}.ts`, file], {
      env: {
        ...environment,
        BACKUP_KEY: key,
        EVIDENCE: `disk:${join(folder, `${script}-evidence`)}`,
        AUDIT_CHECKPOINTS: join(folder, `${script}-checkpoints`),
      },
      encoding: 'utf8',
    })
    if (done.status !== 0) throw new Error(`${script} failed: ${done.stderr}`)
    return { seconds: (performance.now() - started) / 1_000, said: done.stdout.trim() }
  }
  try {
    const backup = run('backup', stand.settings())
    const restore = run('restore', {
      ...stand.settings(),
      DATABASE_URL: other.ownerAddress,
      DATABASE_OWNER_URL: other.ownerAddress,
    })
    const size = statSync(file).size / 2 ** 20
    return [
      {
        what: `Restore drill with ${show(referrals)} referrals: backup, then restore with all its checks`,
        measured: `${show(backup.seconds, 1)} s and ${show(restore.seconds, 1)} s, ${show(size)} MB`,
        aim: 'under 300 s',
        isMet: backup.seconds + restore.seconds < 300,
      },
    ]
  } finally {
    await other.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}
