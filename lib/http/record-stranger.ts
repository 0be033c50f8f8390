import { now } from '@/lib/clock'
import { log } from '@/lib/log'

const pause = 60_000

const counts = new Map<number, number>()
let lastSaid = 0

/**
 * Counts what was refused before anybody was known, and says so in the log, once a minute at most. No
 * event: there is nobody to name in it, and anybody on the network could fill the trail, whose end every
 * act waits for. Of an attempt to sign in there is one, which limits hold off (OWASP ASVS 5.0, 16.3.2).
 * @param status with which it was refused
 * @returns how many of each status were said to be refused now; `undefined` where nothing was said
 */
export const recordStranger = (status: number): Readonly<Record<string, number>> | undefined => {
  counts.set(status, (counts.get(status) ?? 0) + 1)
  const at = now().getTime()
  if (at - lastSaid < pause) return undefined
  lastSaid = at
  const refused = Object.fromEntries(counts)
  counts.clear()
  log.info({ refused }, 'Refused before anybody was known, since it was last said')
  return refused
}
