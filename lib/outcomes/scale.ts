/** The round numbers at which a scale from zero is marked, the last at or above the most. */
export const ticksUpTo = (most: number, about = 4): readonly number[] => {
  if (most <= 0) return [0]
  const size = 10 ** Math.floor(Math.log10(most / about))
  const steps = [1, 2, 5, 10].map((each) => each * size)
  const step = Math.max(1, steps.find((each) => most / each <= about) ?? 10 * size)
  return ticksBy(step, most)
}

/** Zero and each step up to the first that is at or above the most. */
const ticksBy = (step: number, most: number): readonly number[] =>
  Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step)

const minutesIn = { hour: 60, day: 24 * 60, week: 7 * 24 * 60 }
const { hour, day, week } = minutesIn

/** Steps of a scale of time, in minutes. */
const timeSteps = [
  ...[15, 30, hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 3 * day],
  ...[5 * day, 10 * day, 20 * day, 50 * day, 100 * day, 200 * day, 500 * day, 1_000 * day],
]

/** The times at which a scale from zero is marked, in minutes: quarter-hours, hours or days. */
export const timesUpTo = (most: number, about: number): readonly number[] => {
  const step =
    timeSteps.find((each) => most / each <= about) ?? Math.ceil(most / about / week) * week
  return ticksBy(step, Math.max(most, step))
}
