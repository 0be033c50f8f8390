import { withoutActor } from '@/lib/database/with-actor'

/** Whether the database answers. */
export const checkHealth = () =>
  withoutActor('check-database', (tx) => tx.$queryRaw`select 1`).then(
    () => true,
    () => false,
  )
