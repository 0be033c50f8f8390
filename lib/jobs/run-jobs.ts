import PgBoss from 'pg-boss'
import { writeCheckpoint } from '@/lib/audit/write-checkpoint'
import { closeUnusedAccounts } from '@/lib/access/close-unused-accounts'
import { tellReviewDue } from '@/lib/access/tell-review-due'
import { tellTokensEnding } from '@/lib/access/tell-tokens-ending'
import { endShares } from '@/lib/casework/end-shares'
import { escalateOverdue } from '@/lib/casework/escalate-overdue'
import { resumeHeld } from '@/lib/casework/resume-held'
import { tellContactDue } from '@/lib/contact/tell-contact-due'
import { findOnlyConnection, withoutActor } from '@/lib/database/with-actor'
import { environment } from '@/lib/environment'
import { deleteStrays } from '@/lib/evidence/delete-strays'
import { scanEvidence } from '@/lib/evidence/scan-evidence'
import { deleteExpiredImports } from '@/lib/imports/delete-expired-imports'
import { expireExports } from '@/lib/exports/expire-exports'
import { runExports } from '@/lib/exports/run-exports'
import { countFigures } from '@/lib/outcomes/count-figures'
import { log } from '@/lib/log'
import { deliverMessages } from '@/lib/notifications/deliver-messages'
import { runReplays } from '@/lib/policies/run-replays'
import { expireData } from '@/lib/retention/expire-data'
import { sendDigest } from '@/lib/supervision/send-digest'
import { jobSchema, jobsOf, type JobName } from './jobs'

/** What each job does. */
export type Acts = Readonly<Record<JobName, () => Promise<unknown>>>

const acts: Acts = {
  'deliver-messages': deliverMessages,
  'escalate-overdue': escalateOverdue,
  'resume-held': resumeHeld,
  'end-shares': endShares,
  'tell-contact-due': tellContactDue,
  'delete-expired-drafts': () =>
    withoutActor('jobs', (tx) => tx.$queryRaw`select delete_expired_drafts()`),
  'write-checkpoint': () => writeCheckpoint(),
  'close-unused-accounts': closeUnusedAccounts,
  'tell-review-due': tellReviewDue,
  'tell-tokens-ending': tellTokensEnding,
  'scan-evidence': scanEvidence,
  'delete-stray-evidence': () => deleteStrays(),
  'expire-data': expireData,
  'delete-expired-imports': deleteExpiredImports,
  'run-exports': runExports,
  'expire-exports': expireExports,
  'count-figures': countFigures,
  'send-digest': sendDigest,
  'run-replays': runReplays,
  // With values, so that it is sent by itself: it cannot run inside a transaction.
  vacuum: async () => (await findOnlyConnection())?.('vacuum (analyze)', []),
}

/** What pg-boss may keep of an error: nothing, because a message may repeat what somebody typed. */
class JobFailed extends Error {
  override readonly name = 'JobFailed'
}

const run = (name: JobName, act: () => Promise<unknown>) => async () => {
  try {
    await act()
  } catch (error) {
    log.error({ err: error, job: name }, 'A job failed and is tried again')
    throw new JobFailed()
  }
}

const connection = async () => {
  const executeSql = await findOnlyConnection()
  if (executeSql) return { db: { executeSql } as PgBoss.Db }
  return { connectionString: environment().DATABASE_URL, max: 2 }
}

/**
 * Runs the jobs of lib/jobs/jobs.ts in this process, on tables that `npm run migrate` made. Any number
 * of processes may: each run is done by one of them.
 * @param does what each job does
 * @returns what ends it: no new run begins, and those that have begun may end
 * @throws where the database has no tables for jobs
 */
export const runJobs = async (does: Acts = acts): Promise<() => Promise<void>> => {
  const connected = await connection()
  const boss = new PgBoss({
    ...connected,
    schema: jobSchema,
    migrate: false,
    // What ran is of no interest for long: whatever matters is in tables of ours.
    archiveCompletedAfterSeconds: 60 * 60,
    deleteAfterDays: 1,
  })
  boss.on('error', (error) => log.error({ err: error }, 'The jobs met an error'))
  await boss.start()
  const timers: NodeJS.Timeout[] = []
  for (const { name, every } of jobsOf('db' in connected ? 'embedded' : 'server')) {
    const pollingIntervalSeconds = typeof every === 'number' ? Math.min(every, 5) : 10
    await boss.work(name, { pollingIntervalSeconds }, run(name, does[name]))
    if (typeof every === 'number') {
      // Of all processes that ask for a run in the same few seconds, one gets it.
      const ask = () =>
        boss
          .send(name, {}, { singletonSeconds: every })
          .catch((error: unknown) => log.error({ err: error, job: name }, 'A job was not started'))
      timers.push(setInterval(() => void ask(), every * 1000))
    }
  }
  return async () => {
    for (const timer of timers) clearInterval(timer)
    await boss.stop({ graceful: true, timeout: 20_000 })
  }
}
