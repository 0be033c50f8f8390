/**
 * npm run rotate-keys: puts everything that is sealed on the first key of SEALING_KEY, while the
 * service runs. `-- --check` changes nothing and says what hangs on other keys. As the owner of the
 * tables (DATABASE_OWNER_URL). Ends with 1 while anything hangs on another key.
 */
import { openAsOwner } from '@/lib/database/open-as-owner'
import { findKeyUses, rotateKeys } from '@/lib/sealing/rotate-keys'

const isCheck = process.argv.includes('--check')
const owner = await openAsOwner()
try {
  if (!isCheck)
    for (const { table, column, count } of await rotateKeys(owner.act))
      if (count > 0)
        console.log(
          table === 'search_term'
            ? `search_term: hashed anew for ${count} referrals`
            : `${table}.${column}: ${count} keys wrapped anew`,
        )
  const others = (await findKeyUses(owner.act)).filter(({ isFirst }) => !isFirst)
  for (const { table, column, keyId, count } of others)
    console.log(`${table}.${column}: ${count} on the key ${keyId ?? 'that was not noted'}`)
  console.log(
    others.length === 0
      ? 'Everything hangs on the first key. The others can be taken out of SEALING_KEY'
      : 'Keep every key of SEALING_KEY: something hangs on another than the first',
  )
  process.exitCode = others.length === 0 ? 0 : 1
} finally {
  await owner.close()
}
