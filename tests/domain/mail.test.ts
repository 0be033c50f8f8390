import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { roles, type Role } from '@/lib/access/roles'
import { county } from '@/lib/county/county'
import { labelOf } from '@/lib/journey/question'
import { nextDigest, tries, waits } from '@/lib/notifications/deliveries'
import { mailOf, type Told } from '@/lib/notifications/mail'
import { isMessageType, kindOf, messageTypes, urgentTypes } from '@/lib/notifications/messages'
import { alwaysTold, chosenBy, settingsFormFor } from '@/lib/notifications/settings-form'
import { allQuestions } from '@/lib/referral/all-questions'
import { makeReference } from '@/lib/referral/reference'
import { isoDay, londonClock } from '@/lib/wording/london-time'
import { anyTyped } from '@/tests/support/any-answers'

const origin = 'https://refer.test'
const when = new Date('2026-11-21T14:14:00Z')

const anyMail = fc
  .record({
    told: fc.uniqueArray(
      fc.record({
        type: fc.constantFrom(...messageTypes),
        count: fc.integer({ min: 1, max: 300 }),
      }),
      { minLength: 1, selector: ({ type }) => type },
    ),
    when: fc.date({
      min: new Date('2026-01-01'),
      max: new Date('2030-01-01'),
      noInvalidDate: true,
    }),
    isDigest: fc.boolean(),
  })
  .map(({ told, ...frame }) => mailOf(told, { ...frame, origin }))

const textOf = ({ subject, body }: ReturnType<typeof mailOf>) => `${subject}\n${body}`.toLowerCase()

describe('a mail', () => {
  it('says that there is something to look at, since when, and where to sign in', () => {
    const told: Told[] = [{ type: 'item.arrived', count: 1 }]
    expect(mailOf(told, { when, origin, isDigest: false })).toEqual({
      subject: 'You have something to look at',
      body: [
        'There is a new referral in your queue.',
        'It was on 21 November 2026 at 2:14pm.',
        'Sign in to look at it: https://refer.test/',
        'If someone is in danger now, call 999. Do not reply to this email: we do not read the answers.',
        'You can choose what you are told, and how often: https://refer.test/settings',
      ].join('\n\n'),
    })
  })

  it('counts what came together', () => {
    const { body } = mailOf([{ type: 'item.arrived', count: 3 }], { when, origin, isDigest: false })
    expect(body).toContain('3 new referrals in your queue.\n\nThe first of it was on 21 November')
  })

  it('sums up a day', () => {
    const told: Told[] = [
      { type: 'item.arrived', count: 3 },
      { type: 'question.answered', count: 1 },
    ]
    const { subject, body } = mailOf(told, { when, origin, isDigest: true })
    expect(subject).toBe('Your daily summary')
    expect(body).toContain('3 new referrals in your queue.\n\n1 answer from a referrer.')
  })

  it('has one of three subjects, which tell a stranger nothing', () => {
    const subjects = new Set(fc.sample(anyMail, 300).map(({ subject }) => subject))
    expect([...subjects].sort()).toEqual([
      'Please look at this today',
      'You have something to look at',
      'Your daily summary',
    ])
  })
})

describe('no mail, whatever it tells,', () => {
  /** Everything that can be chosen in a form, and every name that the county knows. */
  const namesAndChoices = [
    ...Object.values(allQuestions).flatMap(({ options = {} }) =>
      Object.values(options).map(labelOf),
    ),
    ...county.organisations.map(({ name }) => name),
    ...county.areas.map(({ name }) => name),
  ]
    .map((text) => text.toLowerCase())
    // "No", "Other" and "I" are no news of anybody.
    .filter((text) => text.length > 5)

  it.each(messageTypes)('names a choice of the form, an organisation or a place: %s', (type) => {
    for (const count of [1, 3]) {
      const text = textOf(mailOf([{ type, count }], { when, origin, isDigest: false }))
      expect(namesAndChoices.filter((name) => text.includes(name))).toEqual([])
    }
  })

  it('names a choice of the form, an organisation or a place, with others', () => {
    expect(namesAndChoices.length).toBeGreaterThan(200)
    fc.assert(
      fc.property(anyMail, (mail) => {
        const text = textOf(mail)
        expect(namesAndChoices.filter((name) => text.includes(name))).toEqual([])
      }),
    )
  })

  it('holds a value of any answer, or a reference', () => {
    fc.assert(
      fc.property(
        anyMail,
        anyTyped(allQuestions),
        fc.uint8Array({ minLength: 8, maxLength: 8 }),
        (mail, typed, bytes) => {
          const text = textOf(mail)
          const values = Object.entries(typed)
            .flatMap(([id, raw]) =>
              allQuestions[id as keyof typeof allQuestions].options ? [] : raw,
            )
            .filter((value) => value.trim().length > 5)
          for (const value of [...values, makeReference(bytes)])
            expect(text).not.toContain(value.toLowerCase())
        },
      ),
    )
  })

  it('leads anywhere but to the door of the service', () => {
    fc.assert(
      fc.property(anyMail, ({ body }) => {
        expect(body.match(/https?:\S+/g)).toEqual([`${origin}/`, `${origin}/settings`])
      }),
    )
  })

  it('is longer than a screen of a phone shows', () => {
    for (const type of messageTypes)
      expect(
        mailOf([{ type, count: 1 }], { when, origin, isDigest: false }).body.length,
      ).toBeLessThan(500)
  })
})

describe('the types of message', () => {
  it.each(messageTypes)('%s concerns somebody, and says so in plain words', (type) => {
    const { says, called, counted, concerns } = kindOf(type)
    expect(concerns.length).toBeGreaterThan(0)
    expect(says).toMatch(/^[A-Z].*\.$/)
    for (const text of [called, ...counted]) expect(text).not.toMatch(/[.]$|victim/)
  })

  it('are known by name, and nothing else is', () => {
    expect(isMessageType('item.arrived')).toBe(true)
    expect(isMessageType('constructor')).toBe(false)
  })

  it('that nobody can put off are what is late or was forced', () => {
    expect(urgentTypes('always').sort()).toEqual([
      'conflict.declared',
      'consent.overridden',
      'consent.withdrawn',
      'contact.danger',
      'contact.overridden',
      'duty.overdue',
      'hand_over.overdue',
      'identity.overridden',
      'item.overdue',
      'openings.many',
      'recall.asked',
      'recall.overdue',
      'referral.declined',
      'release.asked',
      'release.emergency',
      'release.ended',
    ])
    expect(urgentTypes('at P1')).toContain('item.arrived')
  })

  it.each(Object.keys(roles) as Role[])(
    'a %s chooses about each that is theirs, but for those',
    (role) => {
      const asked = Object.keys(settingsFormFor(role).questions).filter(isMessageType)
      expect(asked).toEqual(chosenBy(role))
      for (const type of alwaysTold(role)) expect(asked).not.toContain(type)
      const theirs = messageTypes.filter((type) => kindOf(type).concerns.includes(role))
      expect([...asked, ...alwaysTold(role)].sort()).toEqual([...theirs].sort())
    },
  )
})

describe('the daily mail', () => {
  it.each([
    ['just before 8 in winter', '2026-11-21T07:59:59Z', '2026-11-21T08:00:00Z'],
    ['at 8 exactly', '2026-11-21T08:00:00Z', '2026-11-22T08:00:00Z'],
    ['late on the last day of a year', '2026-12-31T23:30:00Z', '2027-01-01T08:00:00Z'],
    ['the evening before clocks go forward', '2027-03-27T20:00:00Z', '2027-03-28T07:00:00Z'],
    ['the evening before clocks go back', '2027-10-30T20:00:00Z', '2027-10-31T08:00:00Z'],
    ['a summer night that is yesterday in UTC', '2027-06-30T23:30:00Z', '2027-07-01T07:00:00Z'],
  ])('%s goes out at %s → %s', (_, after, due) => {
    expect(nextDigest(new Date(after)).toISOString()).toBe(new Date(due).toISOString())
  })

  it('goes out at 8am in London within the next day, whenever it is', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
        (after) => {
          const due = nextDigest(after)
          expect(due.getTime()).toBeGreaterThan(after.getTime())
          expect(due.getTime() - after.getTime()).toBeLessThanOrEqual(25 * 3_600_000)
          expect([londonClock(due).minutes, isoDay(due).length]).toEqual([480, 10])
        },
      ),
    )
  })
})

it('each wait for the next try is longer than the one before', () => {
  expect(tries).toBe(5)
  expect([...waits].sort((a, b) => a - b)).toEqual([...waits])
  expect(new Set(waits).size).toBe(waits.length)
})
