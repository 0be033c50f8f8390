import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { channelNames, channels } from '@/lib/contact/channels'
import { maskedAnswer, maskPhone } from '@/lib/contact/masked'
import { allQuestions } from '@/lib/referral/all-questions'

describe('a number seen in passing', () => {
  it.each([
    ['07700 900123', '07700 ••••23'],
    ['07700 900 123', '07700 ••• •23'],
    ['01632 960016', '01632 ••••16'],
    ['020 7946 0123', '020 79•• ••23'],
    ['+44 7700 900123', '+44 770• ••••23'],
    ['0808 157 0123', '0808 1•• ••23'],
    ['101', '•••'],
    ['999 now', '••• now'],
    ['', ''],
  ])('%s is %s', (shown, masked) => {
    expect(maskPhone(shown)).toBe(masked)
  })

  test('keeps at most seven digits, and hides at least three', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 10, maxLength: 15 })
    fc.assert(
      fc.property(digits, (typed) => {
        const left = maskPhone(typed.join('')).replace(/\D/g, '')
        expect(left).toHaveLength(7)
        expect(maskPhone(typed.join(''))).toHaveLength(typed.length)
      }),
    )
  })
})

describe('what is masked', () => {
  it.each([
    ['contactPhone', '07700 900123', '07700 ••••23'],
    ['contactText', '07700 900124', '07700 ••••24'],
    ['contactEmail', 'maria@example.test', '••••••••'],
    ['contactAddress', '99 Example Parade', '••••••••'],
    ['contactThrough', 'Her sister, 07700 900125', '••••••••'],
  ])('%s', (question, shown, masked) => {
    expect(maskedAnswer(question, shown)?.shown).toBe(masked)
  })

  it.each(['contactNotes', 'contactChannels', 'givenNames', 'referrerPhone'])(
    'not %s',
    (question) => {
      expect(maskedAnswer(question, 'text')).toBeUndefined()
    },
  )

  test('every answer that a channel is used by', () => {
    const said = channelNames.flatMap((name) => channels[name].said ?? [])
    for (const question of said) {
      expect(allQuestions).toHaveProperty(question)
      expect(maskedAnswer(question, 'text')).toBeDefined()
    }
  })
})
