import { z } from 'zod'
import type { Tx } from '@/lib/database/with-actor'
import { expireData } from '@/lib/retention/expire-data'
import type { TestDatabase } from './database'

/** Ends a referral as everybody who worked it would have, long ago. */
export const endLongAgo = (
  { asOwner }: Pick<TestDatabase, 'asOwner'>,
  reference: string,
  { finishedAs = 'closed', at = new Date('2010-01-04T09:00:00Z') } = {},
) =>
  asOwner(async (tx) => {
    const { id } = await tx.referral.findUniqueOrThrow({ where: { reference } })
    await tx.item.updateMany({
      where: { referralId: id },
      data: { finishedAt: at, finishedAs, finishedBecause: 'resolved' },
    })
    await tx.duty.updateMany({
      where: { referralId: id, settledAt: null },
      data: { settledAt: at, settledAs: 'not_needed' },
    })
    return id
  })

/** The disposal of a referral, once the job has run. */
export const disposalOf = async ({ asOwner }: Pick<TestDatabase, 'asOwner'>, reference: string) => {
  await expireData()
  return asOwner((tx) => tx.disposal.findFirst({ where: { reference, erasedAt: null } }))
}

/** Every table that names a referral, and how many rows of it do. */
export const rowsOf = ({ asOwner }: Pick<TestDatabase, 'asOwner'>, referralId: string) =>
  asOwner(async (tx) => {
    const tables = await tx.$queryRaw<{ name: string }[]>`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'referral_id'
        and table_name in (select relname from pg_class where relkind = 'r') order by 1`
    const found: Record<string, number> = {}
    for (const { name } of tables) {
      const rows = await tx.$queryRawUnsafe(
        `select count(*)::integer as count from "${name}" where referral_id = $1::uuid`,
        referralId,
      )
      const [row] = z.array(z.object({ count: z.number() })).parse(rows)
      if (row && row.count > 0) found[name] = row.count
    }
    return found
  })

interface Column {
  readonly name: string
  readonly type: string
  readonly parent: string | null
}

const valueOf = ({ name, type, parent }: Column) => {
  if (name === 'referral_id') return '$1::uuid'
  if (parent) return `(select ${parent} limit 1)`
  if (type === 'uuid') return 'gen_random_uuid()'
  if (type === 'bytea') return "convert_to('sealed once', 'UTF8')"
  if (type.startsWith('timestamp') || type === 'date') return 'now()'
  if (type === 'integer' || type === 'bigint') return '1'
  if (type === 'boolean') return 'false'
  if (type.endsWith('[]')) return "'{}'"
  return type === 'jsonb' ? "'{}'" : "'code'"
}

const fillTable = async (tx: Tx, table: string, referralId: string) => {
  const columns = await tx.$queryRaw<Column[]>`
    select attname as name, format_type(atttypid, atttypmod) as type, (
      select format('%I from %s', parent.attname, confrelid::regclass)
      from pg_constraint join pg_attribute as parent
        on parent.attrelid = confrelid and parent.attnum = confkey[1]
      where contype = 'f' and conrelid = attrelid and conkey[1] = attnum limit 1
    ) as parent
    from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped
      and (attname = 'referral_id' or (attnotnull and not atthasdef))`
  const checks = await tx.$queryRaw<{ name: string }[]>`
    select conname as name from pg_constraint where conrelid = ${table}::regclass and contype = 'c'`
  for (const { name } of checks)
    await tx.$executeRawUnsafe(`alter table "${table}" drop constraint "${name}"`)
  await tx.$executeRawUnsafe(`alter table "${table}" disable trigger user`)
  await tx.$executeRawUnsafe(
    `insert into "${table}" (${columns.map(({ name }) => `"${name}"`).join(', ')})
     values (${columns.map(valueOf).join(', ')})`,
    referralId,
  )
  await tx.$executeRawUnsafe(`alter table "${table}" enable trigger user`)
}

/**
 * Gives a referral a row in every table that has none of it yet, those of tomorrow too: whatever the
 * row says, it must go with the referral.
 */
export const fillEveryTable = (
  { asOwner }: Pick<TestDatabase, 'asOwner'>,
  referralId: string,
  but: readonly string[],
) =>
  asOwner(async (tx) => {
    const tables = await tx.$queryRaw<{ name: string }[]>`
      select relname as name from pg_class join pg_attribute on attrelid = pg_class.oid
      where relkind = 'r' and relnamespace = 'public'::regnamespace
        and attname = 'referral_id' and not attisdropped order by 1`
    for (const { name } of tables.filter((table) => !but.includes(table.name))) {
      const rows = await tx.$queryRawUnsafe<unknown[]>(
        `select 1 from "${name}" where referral_id = $1::uuid limit 1`,
        referralId,
      )
      if (rows.length === 0) await fillTable(tx, name, referralId)
    }
    return tables.map(({ name }) => name)
  })
