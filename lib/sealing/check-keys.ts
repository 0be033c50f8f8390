import { withoutActor } from '@/lib/database/with-actor'
import { environment } from '@/lib/environment'
import { places } from './places'
import { openAnswers, sealAnswers } from './seal-answers'
import { keyIdOf } from './wrap-key'

const sealedAtFirstStart = 'the keys are right'

const opens = (sealed: Uint8Array) => {
  try {
    return openAnswers(sealed, places.keyCheck()) === sealedAtFirstStart
  } catch {
    return false
  }
}

/** The value that was sealed at the first start; sealed now, where this is the first. */
const findCheck = async () => {
  const sealed = sealAnswers(sealedAtFirstStart, places.keyCheck())
  await withoutActor(
    'check-database',
    (tx) => tx.$queryRaw`insert into key_check (sealed) values (${sealed}) on conflict do nothing`,
  )
  return withoutActor(
    'check-database',
    (tx) => tx.$queryRaw<{ sealed: Uint8Array }[]>`select sealed from key_check`,
  )
}

/** The names of keys that something is sealed or hashed with and that are not here. */
const findMissing = async () => {
  const [row] = await withoutActor(
    'check-database',
    (tx) => tx.$queryRaw<{ names: string[] }[]>`select key_ids_in_use() as names`,
  )
  const here = environment().sealingKeys.map((key) => keyIdOf(key).toString('hex'))
  return row?.names.filter((name) => !here.includes(name)) ?? []
}

/**
 * Checks, at start, that the keys of the service open what is in its database: a service with another
 * key would show nothing and seal new answers so that nobody else can open them.
 * @returns null, or one plain line that says what is wrong
 */
export const checkKeys = async (): Promise<string | null> => {
  const missing = await findMissing()
  if (missing.length > 0)
    return `SEALING_KEY lacks a key that answers in the database are sealed with (${missing.join(', ')}): put it back after a comma`
  const [check] = await findCheck()
  return check && opens(check.sealed)
    ? null
    : 'SEALING_KEY does not open what this database was sealed with'
}
