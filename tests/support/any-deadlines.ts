import fc from 'fast-check'
import { county } from '@/lib/county/county'
import type { Destination } from '@/lib/routing/queues'

export const queueNames = Object.keys(county.hours) as Destination[]

/** Any second from the start of the list of bank holidays to its end. */
export const moments = fc
  .date({
    min: new Date('2026-11-21T00:00:00Z'),
    max: new Date('2028-12-31T00:00:00Z'),
    noInvalidDate: true,
  })
  .map((at) => new Date(Math.floor(at.getTime() / 1000) * 1000))
