import fc from 'fast-check'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { expect, test } from 'vitest'
import { phone } from '@/lib/journey/kinds'

const { schema } = phone({ ask: 'Number', called: 'The number', sensitivity: 'contact' })

const digits = fc.array(fc.constantFrom(...'0123456789 '), { minLength: 6, maxLength: 14 })
const typed = fc
  .tuple(fc.constantFrom('0', '0', '00', '+44', '44', '+33 ', ''), digits)
  .map(([start, rest]) => (start + rest.join('')).trim())

test('a phone number is taken exactly where the library of the world’s numbers finds it possible', () => {
  fc.assert(
    fc.property(typed, (number) => {
      const isPossible = parsePhoneNumberFromString(number, 'GB')?.isPossible() ?? false
      expect(schema.safeParse(number).success).toBe(isPossible)
    }),
    { numRuns: 5_000 },
  )
})
