import { expect, it } from 'vitest'
import { progressInWords } from '@/lib/policies/replay'

it.each([
  ['asked', 0, 0, 'The replay waits for its turn.'],
  ['running', 0, 0, 'The replay is being worked out: less than a quarter is done.'],
  ['running', 249, 1_000, 'The replay is being worked out: less than a quarter is done.'],
  ['running', 250, 1_000, 'The replay is being worked out: a quarter is done.'],
  ['running', 500, 1_000, 'The replay is being worked out: half is done.'],
  ['running', 999, 1_000, 'The replay is being worked out: three quarters are done.'],
  ['running', 1_000, 1_000, 'The replay is being worked out: nearly all is done.'],
  ['running', 1_200, 1_000, 'The replay is being worked out: nearly all is done.'],
  ['done', 1_000, 1_000, 'The replay is done.'],
  ['failed', 10, 1_000, 'The replay could not be finished.'],
] as const)('a replay that is %s, %i of %i, says "%s"', (state, done, total, words) => {
  expect(progressInWords({ state, done, total })).toBe(words)
})
