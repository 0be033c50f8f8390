import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allowances, mayContactNow, wholeBlock, type Contact } from '@/lib/contact/allowance'
import { channelNames, type Channel } from '@/lib/contact/channels'
import { confirmByOf } from '@/lib/contact/confirm-by'
import { contactLine, showAllowance } from '@/lib/contact/in-words'
import { openChannels, planOf, type ChannelPlan, type Plan } from '@/lib/contact/plan'
import { planForm, typedFromReferral } from '@/lib/contact/plan-form'
import { isSafeAt, nextTurn, readTimeOfDay, type SafeTime } from '@/lib/contact/safe-times'
import { takeOneStep } from '@/lib/journey/one-step'
import { walk } from '@/lib/journey/journey'

const minute = 60_000
const today = { today: { year: 2026, month: 11, day: 23 } }

/** Monday 23 November 2026, at 10am in London. */
const monday = new Date('2026-11-23T10:00:00Z')
const at = (iso: string) => new Date(iso)

const everyDay = [1, 2, 3, 4, 5, 6, 7]
const nineToFive: SafeTime = { days: [1, 2, 3, 4, 5], from: 9 * 60, to: 17 * 60 }

const safe: ChannelPlan = {
  isSafe: 'yes',
  value: '01632 960 001',
  times: [nineToFive],
  mayLeaveMessage: 'no',
  isShared: 'no',
}
const unsafe: ChannelPlan = { ...safe, isSafe: 'no' }
const channelsOf = (given: Partial<Record<Channel, ChannelPlan>>): Plan['channels'] => ({
  phone: unsafe,
  text: unsafe,
  email: unsafe,
  post: unsafe,
  visit: unsafe,
  through: unsafe,
  ...given,
})
const contactOf = (given: Partial<Record<Channel, ChannelPlan>>, more: Partial<Contact> = {}) => ({
  plan: { anyWay: 'yes' as const, channels: channelsOf(given) },
  confirmedAt: at('2026-11-20T10:00:00Z'),
  confirmBy: confirmByOf(at('2026-11-20T10:00:00Z')),
  isRefused: false,
  isDangerous: false,
  isCorrected: false,
  wrong: [],
  ...more,
})
const phoneAt = (phone: Partial<ChannelPlan>, moment = monday, more: Partial<Contact> = {}) =>
  mayContactNow(contactOf({ phone: { ...safe, ...phone } }, more), 'phone', moment)

describe('a time as it is typed', () => {
  it.each<[string, number | undefined]>([
    ['9am', 540],
    ['9 am', 540],
    ['5:30pm', 1050],
    ['5.30pm', 1050],
    ['17:30', 1050],
    ['0900', 540],
    ['12am', 0],
    ['12pm', 720],
    ['midday', 720],
    ['midnight', 1440],
    ['24:00', 1440],
    ['0:00', 0],
    ['24:01', undefined],
    ['25:00', undefined],
    ['9:60', undefined],
    ['13pm', undefined],
    ['0am', undefined],
    ['afternoons', undefined],
    ['', undefined],
    ['9am to 5pm', undefined],
  ])('%j is %s minutes after midnight', (typed, minutes) => {
    expect(readTimeOfDay(typed)).toBe(minutes)
  })
})

describe('a call on a Monday morning', () => {
  it.each<[string, Partial<ChannelPlan>, Partial<Contact>, string]>([
    ['at a safe time', {}, {}, 'Safe now, until 5pm'],
    ['at any time', { times: [{ days: everyDay, from: 0, to: 1440 }] }, {}, 'Safe now, until'],
    ['after the safe time', { times: [{ ...nineToFive, to: 600 }] }, {}, 'Next safe: Tuesday 24'],
    ['before it', { times: [{ ...nineToFive, from: 840 }] }, {}, 'Next safe: 2pm'],
    ['at a time nobody said', { times: 'unknown' }, {}, 'Nobody has said at what times'],
    ['to a number that is not safe', { isSafe: 'no' }, {}, 'It is not safe'],
    ['to one nobody knows', { isSafe: 'unknown' }, {}, 'Nobody knows whether it is safe'],
    ['without a number', { value: undefined }, {}, 'Nobody knows whether it is safe'],
    ['to a wrong number', {}, { wrong: ['phone'] }, 'was wrong'],
    ['to one who refused', {}, { isRefused: true }, 'They do not want'],
    ['after a sign of danger', {}, { isDangerous: true }, 'There was a sign of danger'],
    ['after a correction', {}, { isCorrected: true }, 'was corrected'],
    ['after too long', {}, { confirmBy: monday }, 'for too long'],
  ])('%s: %#', (_, phone, more, says) => {
    const allowance = phoneAt(phone, monday, more)
    expect(showAllowance(allowance, monday)).toContain(says)
    expect(allowance.isAllowed).toBe(says.startsWith('Safe now'))
  })

  it('is not allowed in any way where there is no safe way, or nobody knows of one', () => {
    for (const anyWay of ['no', 'unknown'] as const) {
      const contact = contactOf({ phone: safe, post: safe })
      const none = { ...contact, plan: { ...contact.plan, anyWay } }
      expect(allowances(none, monday).filter(({ allowance }) => allowance.isAllowed)).toEqual([])
    }
  })

  it('ends with the plan, where that ends before the safe time does', () => {
    const confirmBy = at('2026-11-23T12:00:00Z')
    expect(phoneAt({}, monday, { confirmBy })).toEqual({ isAllowed: true, until: confirmBy })
    const evening = at('2026-11-23T18:00:00Z')
    expect(phoneAt({}, evening, { confirmBy: at('2026-11-24T08:00:00Z') })).toMatchObject({
      next: undefined,
    })
  })
})

describe('a letter', () => {
  it.each(['yes', 'unknown'] as const)('is never allowed where sharing is %s', (isShared) => {
    const post: ChannelPlan = { ...safe, times: 'any', isShared }
    expect(mayContactNow(contactOf({ post }), 'post', monday)).toMatchObject({
      isAllowed: false,
      because: 'address_shared',
    })
    expect(openChannels({ anyWay: 'yes', channels: channelsOf({ post }) })).toEqual([])
  })

  it('is allowed at any hour where no exploiter knows the address', () => {
    const post: ChannelPlan = { ...safe, times: 'any' }
    const night = at('2026-11-23T03:00:00Z')
    expect(mayContactNow(contactOf({ post }), 'post', night).isAllowed).toBe(true)
  })
})

const anyTimes = fc.array(
  fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      fc.integer({ min: 0, max: 1439 }),
      fc.integer({ min: 1, max: 1440 }),
    )
    .filter(([, from, to]) => from < to)
    .map(([days, from, to]): SafeTime => ({ days, from, to })),
  { minLength: 1, maxLength: 3 },
)
/** Every minute of a year, with those around both changes of the clocks among them more often. */
const anyMinute = fc
  .oneof(
    fc
      .integer({ min: 0, max: 366 * 1440 })
      .map((m) => Date.parse('2026-06-01T00:00Z') + m * minute),
    ...['2026-10-25T01:00Z', '2027-03-28T01:00Z'].map((change) =>
      fc.integer({ min: -180, max: 180 }).map((m) => Date.parse(change) + m * minute),
    ),
  )
  .map((moment) => new Date(moment))

/** The clock in London, by another reading of it than the rule's own. */
const wallClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const isInside = (times: readonly SafeTime[], moment: Date) => {
  const part = Object.fromEntries(
    wallClock.formatToParts(moment).map(({ type, value }) => [type, value]),
  )
  const minutes = Number(part.hour) * 60 + Number(part.minute)
  const day = weekdayNames.indexOf(part.weekday ?? '') + 1
  return times.some(({ days, from, to }) => days.includes(day) && from <= minutes && minutes < to)
}

describe('at any minute of a year, and around both changes of the clocks', () => {
  it('nothing is allowed outside a safe time, and everything within one', () => {
    fc.assert(
      fc.property(anyTimes, anyMinute, (times, moment) => {
        const contact = contactOf(
          { phone: { ...safe, times } },
          { confirmBy: at('2030-01-01T00:00:00Z') },
        )
        const { isAllowed } = mayContactNow(contact, 'phone', moment)
        expect(isAllowed).toBe(isInside(times, moment))
      }),
      { numRuns: 3_000 },
    )
  })

  it('what is said of the next change is its first minute', () => {
    fc.assert(
      fc.property(anyTimes, anyMinute, (times, moment) => {
        const now = isInside(times, moment)
        const turn = nextTurn(times, moment)
        const end = turn ? turn.getTime() : moment.getTime() + 7 * 24 * 60 * minute
        if (turn) expect(isInside(times, turn)).toBe(!now)
        // Up to then it stays as it is: looked at every half hour, and in the last minute.
        for (let one = moment.getTime(); one < end; one += 30 * minute)
          expect(isInside(times, new Date(one))).toBe(now)
        expect(isInside(times, new Date(end - minute)) || !turn).toBe(turn ? now : true)
      }),
      { numRuns: 300 },
    )
  })

  it.each<[string, string, boolean]>([
    ['the hour before the clocks go back', '2026-10-25T00:30:00Z', true],
    ['the hour that comes twice, the second time', '2026-10-25T01:30:00Z', true],
    ['after it', '2026-10-25T02:00:00Z', false],
    ['before the clocks go forward', '2027-03-28T00:59:00Z', false],
    ['at 2am, which was 1am', '2027-03-28T01:00:00Z', false],
  ])('1am to 2am, in %s', (_, moment, isSafe) => {
    expect(isSafeAt([{ days: everyDay, from: 60, to: 120 }], at(moment))).toBe(isSafe)
  })
})

describe('nothing is ever allowed', () => {
  const anyChannelPlan: fc.Arbitrary<ChannelPlan> = fc.record({
    isSafe: fc.constantFrom('yes', 'no', 'unknown'),
    value: fc.constantFrom(undefined, 'somewhere'),
    times: fc.oneof(anyTimes, fc.constantFrom('unknown' as const, 'any' as const)),
    mayLeaveMessage: fc.constantFrom('yes', 'no', 'unknown'),
    isShared: fc.constantFrom('yes', 'no', 'unknown'),
  })
  const anyContact: fc.Arbitrary<Contact> = fc.record({
    plan: fc.record({
      anyWay: fc.constantFrom('yes', 'no', 'unknown'),
      channels: fc.record({
        phone: anyChannelPlan,
        text: anyChannelPlan,
        email: anyChannelPlan,
        post: anyChannelPlan,
        visit: anyChannelPlan,
        through: anyChannelPlan,
      }),
    }),
    confirmedAt: anyMinute,
    confirmBy: anyMinute,
    isRefused: fc.boolean(),
    isDangerous: fc.boolean(),
    isCorrected: fc.boolean(),
    wrong: fc.subarray([...channelNames]),
  })

  it('against what the plan, the person or the time says', () => {
    fc.assert(
      fc.property(anyContact, anyMinute, (contact, moment) => {
        for (const { channel, allowance } of allowances(contact, moment)) {
          if (!allowance.isAllowed) continue
          const { isSafe, isShared, value, times } = contact.plan.channels[channel]
          expect(contact).toMatchObject({
            isRefused: false,
            isDangerous: false,
            isCorrected: false,
          })
          expect({ isSafe, isShared, value }).toEqual({
            isSafe: 'yes',
            isShared: 'no',
            value: 'somewhere',
          })
          expect(contact.plan.anyWay).toBe('yes')
          expect(contact.wrong).not.toContain(channel)
          expect(moment < contact.confirmBy && allowance.until <= contact.confirmBy).toBe(true)
          if (times !== 'any') expect(times !== 'unknown' && isInside(times, moment)).toBe(true)
          expect(openChannels(contact.plan)).toContain(channel)
        }
      }),
      { numRuns: 3_000 },
    )
  })

  it('says why in one line', () => {
    const contact = contactOf({ phone: safe }, { isDangerous: true })
    expect(wholeBlock(contact, monday)).toBe('danger')
    expect(contactLine(allowances(contact, monday), monday)).toMatch(
      /^Do not contact them now\. There was a sign of danger/,
    )
    const evening = at('2026-11-23T18:00:00Z')
    expect(contactLine(allowances(contactOf({ phone: safe }), evening), evening)).toBe(
      'Do not contact them now. Phone call: not at this time. Next safe: Tuesday 24 November at 9am',
    )
    expect(contactLine(allowances(contactOf({ phone: safe }), monday), monday)).toBe(
      'Phone call: safe now, until 5pm',
    )
  })
})

describe('the first plan, from what the referral says', () => {
  const first = (said: Record<string, string | string[]>) => {
    const plan = planOf(walk(planForm, typedFromReferral(said), today).answers)
    return { plan, contact: { ...contactOf({}), plan } }
  }

  it('asks first: nobody has said at what times', () => {
    const { contact } = first({
      contactChannels: ['phone'],
      contactPhone: '01632 960 001',
      contactNotes: 'Afternoons only. Say you are from the clinic',
    })
    expect(mayContactNow(contact, 'phone', monday)).toMatchObject({ because: 'times_unknown' })
    expect(mayContactNow(contact, 'email', monday)).toMatchObject({ because: 'unknown' })
  })

  it('sends no letter before somebody says who knows the address', () => {
    const { contact } = first({ contactChannels: ['post'], contactAddress: '1 Test Street' })
    expect(mayContactNow(contact, 'post', monday)).toMatchObject({ because: 'address_shared' })
  })

  it.each<[Record<string, string | string[]>, string]>([
    [{ contactChannels: ['none'] }, 'no_safe_way'],
    [{ contactChannels: ['unknown'] }, 'way_unknown'],
    [{}, 'way_unknown'],
  ])('of %j: %s', (said, because) => {
    expect(wholeBlock(first(said).contact, monday)).toBe(because)
  })
})

describe('the form of a plan', () => {
  const take = (typed: Record<string, string>) =>
    takeOneStep(planForm, new URLSearchParams(typed), today)
  const others = { text: 'no', email: 'no', post: 'no', visit: 'no', through: 'no' }
  const call = {
    anyWay: 'yes',
    phone: 'yes',
    phoneValue: '01632 960 001',
    phoneDays: '1',
    phoneFrom: '2pm',
    phoneTo: '5pm',
    phoneVoicemail: 'no',
    ...others,
    confirmedWith: 'person',
  }

  it('keeps what was typed and means what it says', () => {
    const { problems, answers } = take(call)
    expect(problems).toEqual([])
    expect(planOf(answers).channels.phone).toMatchObject({
      value: '01632 960 001',
      times: [{ days: [1], from: 840, to: 1020 }],
      mayLeaveMessage: 'no',
    })
    expect(openChannels(planOf(answers))).toEqual(['phone'])
  })

  it.each<[Record<string, string>, string]>([
    [{ phoneFrom: 'soon' }, 'phoneFrom'],
    [{ phoneTo: '1pm' }, 'phoneTo'],
    [{ phoneTo: '' }, 'phoneTo'],
    [{ phoneDays: '' }, 'phoneDays'],
    [{ phoneDays: '8' }, 'phoneDays'],
    [{ phoneValue: '' }, 'phoneValue'],
    [{ post: 'yes', postValue: '1 Test Street' }, 'postShared'],
    [{ anyWay: '' }, 'anyWay'],
    [{ confirmedWith: '' }, 'confirmedWith'],
    [{ safeWord: 'x'.repeat(101) }, 'safeWord'],
  ])('with %j says what is wrong beside the field', (typed, question) => {
    expect(take({ ...call, ...typed }).problems.map((one) => one.question)).toEqual([question])
  })

  it('asks no more where there is no safe way', () => {
    const { problems, answers } = take({ anyWay: 'no', confirmedWith: 'trusted' })
    expect(problems).toEqual([])
    expect(openChannels(planOf(answers))).toEqual([])
  })
})
