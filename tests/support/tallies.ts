/** How often there is each of some words. */
export const added = (counted: readonly string[]) => {
  const numbers = new Map<string, number>()
  for (const key of counted) numbers.set(key, (numbers.get(key) ?? 0) + 1)
  return numbers
}

/** Where two counts of the same differ, a line for each: nothing where they are the same. */
export const differences = (kept: ReadonlyMap<string, number>, slow: ReadonlyMap<string, number>) =>
  [...new Set([...kept.keys(), ...slow.keys()])]
    .filter((key) => kept.get(key) !== slow.get(key))
    .map((key) => `${key}: ${kept.get(key) ?? 'none'}, but ${slow.get(key) ?? 'none'}`)
