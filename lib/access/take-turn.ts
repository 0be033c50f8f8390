import { availableParallelism } from 'node:os'
import { Busy } from '@/lib/http/unavailable'

/** What is done a few at a time, and how many of it. */
export const atOnce = {
  /** One processor fewer than there are: it is left for everybody who is signed in. */
  hash: Math.max(1, availableParallelism() - 1),
  /** Fewer than there are connections to the database. */
  'sign-in': 4,
} as const
export const mostWaiting = 100
/** Milliseconds: nobody waits longer for a page. */
const longestWait = 10_000

interface Waiting {
  readonly place: number
  readonly begin: () => void
  readonly turnAway: () => void
}

interface Line {
  running: number
  /** The lowest place is first; of those, whoever came first. */
  readonly waiting: Waiting[]
}

declare global {
  var lines: Readonly<Record<keyof typeof atOnce, Line>> | undefined
}

/** For the whole process, which loads this file several times. */
const lines = (globalThis.lines ??= {
  hash: { running: 0, waiting: [] },
  'sign-in': { running: 0, waiting: [] },
})

const wait = ({ waiting }: Line, place: number) =>
  new Promise<void>((resolve, reject) => {
    const begin = () => {
      clearTimeout(timer)
      resolve()
    }
    const turnAway = () => {
      clearTimeout(timer)
      reject(new Busy())
    }
    const one: Waiting = { place, begin, turnAway }
    const timer = setTimeout(() => {
      waiting.splice(waiting.indexOf(one), 1)
      turnAway()
    }, longestWait)
    const behind = waiting.findIndex((other) => other.place > place)
    waiting.splice(behind < 0 ? waiting.length : behind, 0, one)
    if (waiting.length > mostWaiting) waiting.pop()?.turnAway()
  })

const letNextBegin = (line: Line) => {
  const next = line.waiting.shift()
  if (next) next.begin()
  else line.running -= 1
}

/**
 * Does work of a kind that takes much, a few at once. Others wait, a hundred at most: beyond that whoever
 * is last in the line is turned away, and so is who has waited for ten seconds.
 * @param place in the line: the lower, the sooner
 * @throws Busy where the work was not begun
 */
export const takeTurn = async <T>(
  kind: keyof typeof atOnce,
  place: number,
  work: () => Promise<T>,
): Promise<T> => {
  const line = lines[kind]
  if (line.running < atOnce[kind]) line.running += 1
  else await wait(line, place)
  try {
    return await work()
  } finally {
    letNextBegin(line)
  }
}
