import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { passwordProblem } from '@/lib/access/password-rules'

const words = ['West Hertfordshire Teaching Hospitals', 'Tom Adeyemi', 'tom.adeyemi@whht.nhs.uk']

describe('a new password', () => {
  it.each<[string, string, hasSecondFactor: boolean, says: RegExp | undefined]>([
    ['nothing', '', false, /^Enter/],
    ['fourteen characters', 'quiet lantern ', false, /15 characters or more/],
    ['fifteen characters', 'quiet lantern 7', false, undefined],
    ['seven beside a second factor', 'lantern', true, /8 characters or more/],
    ['eight beside a second factor', 'lanterns', true, undefined],
    ['128 characters', 'ab cd ef '.repeat(15).slice(0, 128), false, undefined],
    ['129 characters', 'ab cd ef '.repeat(15).slice(0, 129), false, /128 characters or fewer/],
    ['letters alone', 'quietlanternbeside', false, undefined],
    ['another alphabet', 'тихий фонарь у реки', false, undefined],
    ['no letters', '🌧🐚🪁🧭🥁🌧🐚🪁🧭🥁🌧🐚🪁🧭🥁', false, undefined],
    ['one letter', 'aaaaaaaaaaaaaaaaaaaa', false, /different characters/],
    ['what everybody tries', 'Password123456789012345', false, /easy to guess/],
    ['the same in disguise', 'P@55w0rd-P@55w0rd', false, /easy to guess/],
    ['words of the service', 'Tropic-Beacon-NRM-2026', false, /easy to guess/],
    ['the county', 'Hertfordshire2026', false, /easy to guess/],
    ['the organisation', 'Teaching Hospitals!', false, /easy to guess/],
    ['one’s own name', 'tomadeyemitomadeyemi', false, /easy to guess/],
    ['one such word among others', 'beacon lantern rivers', false, undefined],
    ['the short word beside a second factor', 'password', true, /easy to guess/],
  ])('%s', (_, password, hasSecondFactor, says) => {
    const problem = passwordProblem(password, words, hasSecondFactor)
    if (says) expect(problem).toMatch(says)
    else expect(problem).toBeUndefined()
  })

  it('is refused in words for a person, and never repeated in them', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6, maxLength: 140 }), fc.boolean(), (password, has) => {
        const problem = passwordProblem(password, words, has)
        if (problem !== undefined && password.trim().length > 5)
          expect(problem).not.toContain(password)
      }),
    )
  })
})
