import { now } from '@/lib/clock'
import { tryWindow } from './tries'

/** What this process remembers of sign-ins, for their order alone: who may sign in is not decided here. */
const tried = new Map<string, number>()
/** From where somebody signed in. */
const known = new Set<string>()
const mostRemembered = 20_000
let since = 0

const forget = () => {
  const at = now().getTime()
  if (tried.size < mostRemembered && at - since < tryWindow * 1_000) return
  tried.clear()
  since = at
}

const count = (key: string) => {
  const tries = (tried.get(key) ?? 0) + 1
  tried.set(key, tries)
  return tries
}

/**
 * Where in the line somebody signs in: first where others signed in from the same place, then whoever
 * tried least lately, from there and for this account. So a flood of guesses drowns itself, and not
 * somebody who comes to work.
 */
export const claimPlace = (caller: string, email: string): number => {
  forget()
  const tries = count(`from ${caller}`) + count(`for ${email}`)
  return known.has(caller) ? 0 : tries
}

/** From here on whoever comes from there is not behind strangers. */
export const keepPlace = (caller: string) => {
  if (known.size >= mostRemembered) known.clear()
  known.add(caller)
}
