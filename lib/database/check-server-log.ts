import { withoutActor } from './with-actor'

/**
 * Checks, at start, that PostgreSQL's own log repeats no row that it refused: with less than "terse" it
 * writes the whole of it, as people typed it (PostgreSQL, error reporting and logging: threat T-14).
 * Only a superuser can set it, so the service warns and does not refuse.
 * @returns null, or one plain line that says what to do
 */
export async function checkServerLog(): Promise<string | null> {
  const [found] = await withoutActor(
    'check-database',
    (tx) => tx.$queryRaw<{ verbosity: string; name: string }[]>`
      SELECT current_setting('log_error_verbosity') AS verbosity, current_database()::text AS name`,
  )
  if (!found || found.verbosity === 'terse') return null
  return `PostgreSQL’s own log can hold what people type: ALTER DATABASE ${found.name} SET log_error_verbosity = terse`
}
