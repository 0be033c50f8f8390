import { expect, test } from 'vitest'
import { checkClock } from '@/lib/audit/check-clock'
import { atMoment } from '@/lib/clock'
import { testDatabase } from '@/tests/support/database'

testDatabase()

const checkAt = (seconds: number) => atMoment(new Date(Date.now() + seconds * 1000), checkClock)

// Wide of the five seconds on both sides, so that a slow machine changes nothing.
test.each([[0], [2], [-2]])('clocks that are %i seconds apart are good enough', async (seconds) => {
  expect(await checkAt(seconds)).toBeNull()
})

test.each([[30], [-30], [3600]])(
  'clocks that are %i seconds apart are refused',
  async (seconds) => {
    expect(await checkAt(seconds)).toMatch(
      /^The clock of this machine and the database’s are \d+ seconds apart: set both by a time server$/,
    )
  },
)
