/** Chance that comes out the same every time, for tests that make a lot. */
export interface Dice {
  /** A whole number from 0 to `most`. */
  readonly upTo: (most: number) => number
  /** Yes, with this probability. */
  readonly chance: (probability: number) => boolean
  readonly pick: <T>(values: readonly T[]) => T
  /** Some of them, each with this probability. */
  readonly some: <T>(values: readonly T[], probability: number) => readonly T[]
}

/** Dice by a seed: Tommy Ettinger's mulberry32. */
export const diceOf = (seed: number): Dice => {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const pick = <T>(values: readonly T[]): T => {
    const value = values[Math.floor(next() * values.length)]
    if (value === undefined) throw new Error('There is nothing to pick')
    return value
  }
  return {
    upTo: (most) => Math.floor(next() * (most + 1)),
    chance: (probability) => next() < probability,
    pick,
    some: (values, probability) => values.filter(() => next() < probability),
  }
}
