import { withoutActor } from './with-actor'

type Finding = {
  role: string
  is_superuser: boolean
  bypasses: boolean
  owned: string | null
  unprotected: string | null
}

/**
 * Checks, at start, that row-level security holds for the role that the service has.
 * @returns null, or one plain line that says what is wrong
 */
export async function checkDatabaseRole(): Promise<string | null> {
  const [found] = await withoutActor(
    'check-database',
    (tx) => tx.$queryRaw<Finding[]>`
      WITH tables AS (
        SELECT oid, relname, relowner, relrowsecurity FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
      )
      SELECT rolname::text AS role, rolsuper AS is_superuser, rolbypassrls AS bypasses,
        (SELECT string_agg(relname, ', ') FROM tables
          WHERE pg_has_role(current_user, relowner, 'MEMBER')) AS owned,
        (SELECT string_agg(relname, ', ') FROM tables
          WHERE NOT relrowsecurity
            AND has_any_column_privilege(oid, 'SELECT, INSERT, UPDATE')) AS unprotected
      FROM pg_roles WHERE rolname = current_user`,
  )
  if (!found) return 'The database does not know the role that it was opened with'
  const { role, is_superuser, bypasses, owned, unprotected } = found
  if (is_superuser)
    return `The database role ${role} is a superuser: use a member of referral_service`
  if (bypasses) return `The database role ${role} bypasses row-level security`
  if (owned) return `The database role ${role} owns ${owned}: use a member of referral_service`
  if (unprotected) return `These tables have no row-level security: ${unprotected}`
  return null
}
