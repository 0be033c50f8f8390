import pg from 'pg'
import PgBoss from 'pg-boss'
import type { DatabaseAddress } from '@/lib/database/address'
import { openPglite } from '@/lib/database/open-pglite'
import { jobSchema, jobsOf, queueSettings } from '@/lib/jobs/jobs'

/** The queue by which pg-boss starts what is due by the clock. It makes it itself where it may. */
const ownQueue = '__pgboss__send-it'

/** What the service may do with the tables of the jobs: run them, and make or change none. */
const grants = `
  GRANT USAGE ON SCHEMA ${jobSchema} TO referral_service;
  GRANT SELECT ON ${jobSchema}.queue, ${jobSchema}.schedule TO referral_service;
  GRANT SELECT, UPDATE ON ${jobSchema}.version TO referral_service;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ${jobSchema}.job TO referral_service;
  GRANT SELECT, INSERT, DELETE ON ${jobSchema}.archive TO referral_service;
`
/** Of a table that it does not own, too; it reads none by this. */
const vacuumGrant = 'GRANT pg_maintain TO referral_service;'

const openAsOwner = async (address: DatabaseAddress) => {
  if (address.kind === 'server') {
    const client = new pg.Client({ connectionString: address.url })
    await client.connect()
    return {
      ask: (text: string, values?: unknown[]) => client.query(text, values),
      close: () => client.end(),
    }
  }
  const { pglite, close } = await openPglite(address)
  const ask = async (text: string, values?: unknown[]) =>
    values ? pglite.query(text, values) : ((await pglite.exec(text)).at(-1) ?? { rows: [] })
  return { ask, close }
}

/**
 * Makes the tables of the jobs, or brings them up to date, and the queue and the times of each job.
 * As the owner of the tables: the service itself makes none.
 */
export async function prepareJobs(address: DatabaseAddress): Promise<void> {
  const { ask, close } = await openAsOwner(address)
  const boss = new PgBoss({
    db: { executeSql: ask },
    schema: jobSchema,
    schedule: false,
    supervise: false,
  })
  try {
    await boss.start()
    const known = jobsOf(address.kind === 'server' ? 'server' : 'embedded')
    for (const { name } of await boss.getQueues())
      if (name !== ownQueue && !known.some((job) => job.name === name)) await boss.deleteQueue(name)
    await boss.createQueue(ownQueue)
    for (const { name, every } of known) {
      await boss.createQueue(name, { name, ...queueSettings })
      await boss.updateQueue(name, { name, ...queueSettings })
      if (typeof every === 'string') await boss.schedule(name, every, {}, { tz: 'Europe/London' })
      else await boss.unschedule(name)
    }
    await ask(grants)
    if (address.kind !== 'server') await ask(vacuumGrant)
  } finally {
    await boss.stop({ graceful: false })
    await close()
  }
}
