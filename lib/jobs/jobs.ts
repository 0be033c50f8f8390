export interface Job {
  readonly says: string
  /** Seconds between two runs, or a line of cron in London time. */
  readonly every: number | string
  /** Only on the embedded database, which does not look after itself. */
  readonly isForEmbedded?: boolean
}

/** Everything that happens by itself. What each does is in lib/jobs/run-jobs.ts, under the same name. */
export const jobs = {
  'deliver-messages': { says: 'Sends what waits in the outbox', every: 5 },
  'escalate-overdue': { says: 'Tells the next role of what is overdue', every: 60 },
  'resume-held': { says: 'Takes up again what was on hold until a date', every: 60 },
  'end-shares': { says: 'Ends shares whose last day or agreement is over', every: '5 * * * *' },
  'tell-contact-due': {
    says: 'Tells those who work a case whose plan of safe contact nobody confirmed in time',
    every: '0 8 * * *',
  },
  'delete-expired-drafts': { says: 'Deletes drafts whose time is over', every: '20 3 * * *' },
  'write-checkpoint': { says: 'Signs where the audit trail ends, outside the database', every: 30 },
  'close-unused-accounts': {
    says: 'Closes accounts that nobody used, or whose last day has passed',
    every: '10 0 * * *',
  },
  'tell-review-due': {
    says: 'Tells administrators of accounts that nobody has confirmed for a quarter',
    every: '0 8 1 * *',
  },
  'tell-tokens-ending': {
    says: 'Tells administrators of keys to the partner API that end within two weeks',
    every: '5 8 * * *',
  },
  'scan-evidence': { says: 'Scans the files that wait for it', every: 60 },
  'delete-stray-evidence': { says: 'Deletes stored files that no case needs', every: '30 3 * * *' },
  'expire-data': {
    says: 'Marks referrals whose time is over, and deletes what needs no review',
    every: '50 2 * * *',
  },
  'delete-expired-imports': {
    says: 'Deletes spreadsheets of past referrals that nobody accepted in a day',
    every: '15 * * * *',
  },
  'run-exports': { says: 'Makes the files that were asked for', every: 5 },
  'expire-exports': { says: 'Deletes files whose time is over', every: '*/10 * * * *' },
  'count-figures': { says: 'Counts what has changed for the figures of the board', every: 60 },
  'send-digest': {
    says: 'Tells leads once a month how much is not done in time, and others how much of theirs',
    every: '0 8 1 * *',
  },
  'run-replays': {
    says: 'Works out what stored cases would become under a draft of the policy',
    every: 5,
  },
  vacuum: { says: 'Frees the room of deleted rows', every: '40 3 * * *', isForEmbedded: true },
} as const satisfies Readonly<Record<string, Job>>

export type JobName = keyof typeof jobs

/** The jobs of a database, with what pg-boss is told of each. */
export const jobsOf = (database: 'embedded' | 'server') =>
  Object.entries<Job>(jobs).flatMap(([name, job]) =>
    job.isForEmbedded && database !== 'embedded' ? [] : [{ name: name as JobName, ...job }],
  )

/** The schema of the database that pg-boss keeps its tables in. */
export const jobSchema = 'pgboss'

/**
 * How pg-boss keeps each job. Short: however late the workers are, one run waits and no more. A run
 * that throws is tried three times more, each after a longer wait; one that does not end in five
 * minutes counts as thrown.
 */
export const queueSettings = {
  policy: 'short',
  retryLimit: 3,
  retryDelay: 5,
  retryBackoff: true,
  expireInSeconds: 300,
} as const
