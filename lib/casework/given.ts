import { TZDate } from '@date-fns/tz'
import { z } from 'zod'
import { zone } from '@/lib/wording/london-time'

/** What the form of an act gave, by the fields of the table. */
export const givenSchema = z.object({
  reason: z.string().optional(),
  signpost: z.string().optional(),
  words: z.string().optional(),
  until: z
    .object({ day: z.int(), month: z.int(), year: z.int() })
    .transform(({ day, month, year }) => new Date(+new TZDate(year, month - 1, day, 9, 0, 0, zone)))
    .optional(),
  to: z.enum(['NRM', 'BEACON', 'POLICE']).optional(),
  rule: z.string().optional(),
  owner: z.uuid().optional(),
  handler: z.uuid().optional(),
  reference: z.string().optional(),
})

export type GivenFields = z.infer<typeof givenSchema>

const typedFields = ['words', 'reference']

/** What of an act is kept in the clear: codes and days, which boards count. Never what was typed. */
export const codesOf = (given: GivenFields): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(given)
      .filter(([name]) => !typedFields.includes(name))
      .map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value]),
  )
