import { addMilliseconds } from 'date-fns'
import { expect, it } from 'vitest'
import { atMoment } from '@/lib/clock'
import { recordStranger } from '@/lib/http/record-stranger'

const noon = new Date('2026-11-22T12:00:00Z')
const refuse = (status: number, after: number) =>
  atMoment(addMilliseconds(noon, after), () => Promise.resolve(recordStranger(status)))

it('what is refused before anybody is known is counted, and said once a minute', async () => {
  expect(await refuse(421, 0)).toEqual({ 421: 1 })
  for (let times = 0; times < 1000; times += 1) expect(await refuse(404, times)).toBeUndefined()
  expect(await refuse(403, 59_999)).toBeUndefined()
  expect(await refuse(404, 60_000)).toEqual({ 403: 1, 404: 1001 })
  expect(await refuse(415, 120_000)).toEqual({ 415: 1 })
})
