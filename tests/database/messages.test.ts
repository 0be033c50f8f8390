import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { addMinutes, addSeconds } from 'date-fns'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { GET as showMessages, POST as postMessages } from '@/app/messages/route'
import { GET as showSettings, POST as postSettings } from '@/app/settings/route'
import type { Actor } from '@/lib/access/actor'
import { navigationOf } from '@/lib/access/navigation'
import { disableAccount } from '@/lib/access/disable-account'
import { atMoment } from '@/lib/clock'
import { closeDatabase, withActor, withActorInSql } from '@/lib/database/with-actor'
import { deliverMessages } from '@/lib/notifications/deliver-messages'
import { lease, nextDigest, waits } from '@/lib/notifications/deliveries'
import { findDeliveries } from '@/lib/notifications/find-deliveries'
import { findSettings } from '@/lib/notifications/find-settings'
import type { Queued } from '@/lib/notifications/messages'
import { queueMessages, withdrawMessages } from '@/lib/notifications/queue-messages'
import { saveSettings } from '@/lib/notifications/save-settings'
import { sendAgain } from '@/lib/notifications/send-again'
import { typedOf } from '@/lib/notifications/settings-form'
import { NotFound } from '@/lib/refusals'
import { answersOf } from '@/tests/support/answers-of'
import { canaryOf, withCanaries } from '@/tests/support/canaries'
import { sendCase, type CaseShape } from '@/tests/support/cases'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { startMailbox } from '@/tests/support/mailbox'
import { onDuty } from '@/tests/support/on-duty'
import { root } from '@/tests/support/read-source'
import { cookieOf, get, post } from '@/tests/support/requests'
import { sendTyped } from '@/tests/support/send-answers'
import { allQuestions } from '@/lib/referral/all-questions'
import cases from '@/tests/domain/routing-cases.json'

const mailbox = await startMailbox()
process.env.MESSAGES = 'smtp'
process.env.SMTP_URL = mailbox.url
process.env.MESSAGES_FROM = 'Referrals <no-reply@refer.test>'

const database = testDatabase()
const { asOwner } = database
const { person, referrerOf } = countyPeople(database)
onDuty(database, [
  ...['officer', 'supervisor', 'beacon', 'desk', 'desk.stevenage', 'lead'],
  ...['admin', 'auditor'],
])
const nurse = () => person('referrer.nhs')

// A Saturday afternoon. No test waits for it: time is told to the verbs.
let moment = new Date('2026-11-21T14:00:00Z')
const later = (minutes: number) => (moment = addMinutes(moment, minutes))
const deliver = () => atMoment(moment, deliverMessages)

const everyQueue: CaseShape = {
  items: ['POLICE', 'BEACON', 'NRM'].map((queue) => ({ queue, identity: 'withheld' as const })),
}
const send = (shape: CaseShape = everyQueue) =>
  withActor(nurse(), (tx) => sendCase(tx, nurse(), `HMS-${randomUUID()}`, shape))
const queue = (referralId: string, messages: readonly Queued[], priority = 'P2') =>
  atMoment(moment, () =>
    withActorInSql(nurse(), (tx) => queueMessages(tx, { id: referralId, priority }, messages)),
  )
const arrived = (recipient: string): Queued => ({ type: 'item.arrived', recipient })
const people = () => mailbox.received.map(({ to }) => to.replace('@demo.test', '')).sort()
const deliveries = () =>
  asOwner((tx) => tx.delivery.findMany({ orderBy: [{ dueAt: 'asc' }, { id: 'asc' }] }))

afterAll(mailbox.stop)
beforeEach(async () => {
  later(60)
  mailbox.received.length = 0
  await asOwner(async (tx) => {
    await tx.delivery.deleteMany()
    await tx.message.deleteMany()
    await tx.preference.deleteMany()
  })
})
afterEach(() => {
  mailbox.onLetter = () => {}
})

describe('a message is for', () => {
  it.each<[string, string, string[]]>([
    ['those who work a queue', 'queue:POLICE', ['officer', 'supervisor']],
    ['those who work another', 'queue:BEACON', ['beacon']],
    ['every desk, while no organisation has it', 'queue:NRM', ['desk', 'desk.stevenage']],
    ['the lead, who owns what is on hold', 'queue:HOLD', ['lead']],
    ['those of a role', 'role:safeguarding_lead', ['lead']],
    ['nobody, where nobody is called so', 'queue:NOWHERE', []],
    ['nobody, where it is no recipient', 'somebody', []],
  ])('%s', async (_, recipient, expected) => {
    await queue(await send(), [arrived(recipient)])
    await deliver()
    expect(people()).toEqual(expected)
  })

  it('one account', async () => {
    await queue(await send(), [arrived(`account:${person('beacon').accountId}`)])
    await deliver()
    expect(people()).toEqual(['beacon'])
  })

  it('those of a role in one organisation', async () => {
    const { id } = nurse().organisation
    await queue(await send(), [arrived(`organisation:${id}:referrer`)])
    await deliver()
    expect(people()).toEqual(['colleague.referrer.nhs', 'referrer.nhs'])
  })

  it('the desk that has it, and no other', async () => {
    const referral = await send()
    const handlerId = person('desk.stevenage').organisation.id
    await asOwner((tx) =>
      tx.item.updateMany({
        where: { referralId: referral, queue: 'NRM' },
        data: { handlerId },
      }),
    )
    await queue(referral, [arrived('queue:NRM')])
    await deliver()
    expect(people()).toEqual(['desk.stevenage'])
  })

  it('nobody of an organisation that it is hidden from', async () => {
    const hiddenFrom = [person('officer').organisation.id, nurse().organisation.id]
    const referral = await send({ ...everyQueue, hiddenFrom })
    await queue(referral, [
      arrived('queue:POLICE'),
      arrived('queue:BEACON'),
      { type: 'referral.declined', recipient: `account:${nurse().accountId}` },
    ])
    await deliver()
    expect(people()).toEqual(['beacon'])
  })

  it('supervisors alone, where it is restricted', async () => {
    const referral = await send({ ...everyQueue, restricted: true })
    await queue(referral, [
      arrived('queue:POLICE'),
      arrived('role:police_triage_officer'),
      arrived(`account:${person('officer').accountId}`),
    ])
    await deliver()
    expect(people()).toEqual(['supervisor'])
  })

  it('nobody whose account is closed, then or meanwhile', async () => {
    const referral = await send()
    await queue(referral, [arrived('queue:POLICE')])
    mailbox.onLetter = () => {
      throw new Error('Not now')
    }
    await deliver()
    mailbox.onLetter = () => {}
    await disableAccount(person('admin'), person('officer').accountId, true)
    await queue(referral, [arrived('queue:POLICE')])
    later(10)
    await deliver()
    await disableAccount(person('admin'), person('officer').accountId, false)
    expect(new Set(people())).toEqual(new Set(['supervisor']))
  })
})

describe('a message waits', () => {
  it('until its act cannot be undone any more, and is withdrawn with it', async () => {
    const [kept, undone] = [randomUUID(), randomUUID()]
    const referral = await send()
    const sendAfter = addMinutes(moment, 1)
    const recipient = 'queue:BEACON'
    await queue(referral, [
      { type: 'item.arrived', recipient, sendAfter, actId: kept },
      { type: 'referral.corrected', recipient, sendAfter, actId: undone },
    ])
    await deliver()
    expect(people()).toEqual([])
    await withActorInSql(nurse(), (tx) => withdrawMessages(tx, undone))
    later(1)
    await deliver()
    expect(mailbox.received.map(({ body }) => body.split('\n')[0])).toEqual([
      'There is a new referral in your queue.',
    ])
    await withActorInSql(nurse(), (tx) => withdrawMessages(tx, kept))
    const left = await asOwner((tx) => tx.message.findMany({ where: { actId: { not: null } } }))
    expect(left.map(({ actId }) => actId)).toEqual([kept])
  })

  it('and is sent once, however many workers ask at once and however often', async () => {
    const referral = await send()
    await queue(referral, [
      arrived('queue:POLICE'),
      arrived('queue:BEACON'),
      arrived('role:auditor'),
    ])
    await Promise.all(Array.from({ length: 8 }, deliver))
    await deliver()
    expect(people()).toEqual(['auditor', 'beacon', 'officer', 'supervisor'])
  })

  it('for others of its type, and one letter counts them', async () => {
    const referral = await send()
    await queue(referral, [arrived('queue:BEACON')])
    await queue(referral, [arrived('queue:BEACON'), arrived('queue:BEACON')])
    await queue(referral, [{ type: 'referral.corrected', recipient: 'queue:BEACON' }])
    await deliver()
    expect(mailbox.received.map(({ body }) => body.split('\n')[0]).sort()).toEqual([
      '3 new referrals in your queue.',
      'A referral was corrected after it was sent. What you acted on may have changed.',
    ])
    expect((await deliveries()).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent', 'sent'])
  })
})

const choose = async (actor: Actor, chosen: Record<string, string>) => {
  const form = { ...typedOf(await findSettings(actor)), ...chosen }
  return saveSettings(actor, new URLSearchParams(form))
}

describe('what somebody chooses', () => {
  it('is theirs alone, and everything comes at once until they do', async () => {
    const beacon = person('beacon')
    const before = await findSettings(beacon)
    expect(before.shortcuts).toBe(false)
    expect(new Set(Object.values(before.frequencies))).toEqual(new Set(['at_once']))
    const chosen = { 'item.arrived': 'daily', 'share.ended': 'never', shortcuts: 'yes' }
    expect(await choose(beacon, chosen)).toEqual({ saved: true })
    const after = await findSettings(beacon)
    expect(after).toEqual({
      shortcuts: true,
      frequencies: { ...before.frequencies, 'item.arrived': 'daily', 'share.ended': 'never' },
    })
    expect((await findSettings(person('desk'))).frequencies).toEqual(before.frequencies)
    await choose(beacon, { shortcuts: 'no', 'item.arrived': 'at_once' })
    expect(await findSettings(beacon)).toMatchObject({
      shortcuts: false,
      frequencies: { 'item.arrived': 'at_once', 'share.ended': 'never' },
    })
  })

  it.each([
    ['is no choice', { 'item.arrived': 'hourly' }, 'item.arrived'],
    ['is missing', { 'item.arrived': '' }, 'item.arrived'],
    ['is about the keys and no answer', { shortcuts: 'perhaps' }, 'shortcuts'],
  ])('changes nothing where it %s', async (_, chosen, question) => {
    const before = await findSettings(person('beacon'))
    const saved = await choose(person('beacon'), { 'share.ended': 'daily', ...chosen })
    expect(saved).toMatchObject({
      problems: [{ question }],
      typed: { 'share.ended': 'daily' },
    })
    expect(await findSettings(person('beacon'))).toEqual(before)
  })

  it('is kept: nothing comes of what they turned off', async () => {
    await choose(person('beacon'), { 'item.arrived': 'never' })
    await queue(await send(), [arrived('queue:BEACON')])
    await deliver()
    expect(people()).toEqual([])
    const [delivery] = await deliveries()
    expect(delivery).toMatchObject({ state: 'skipped', lastProblem: 'turned_off' })
  })

  it('holds for no referral at P1 and nothing that is overdue', async () => {
    await choose(person('beacon'), { 'item.arrived': 'never', 'share.ended': 'never' })
    await choose(person('lead'), { 'item.overdue': 'never' })
    const shareEnded: Queued = { type: 'share.ended', recipient: 'queue:BEACON' }
    await queue(await send(), [arrived('queue:BEACON'), shareEnded], 'P1')
    await queue(await send(), [{ type: 'item.overdue', recipient: 'role:safeguarding_lead' }])
    await deliver()
    expect(people()).toEqual(['beacon', 'lead'])
  })

  it('comes once a day at 8 in London, summed up in one letter', async () => {
    const beacon = person('beacon')
    const daily = { 'item.arrived': 'daily', 'question.answered': 'daily' }
    await choose(beacon, daily)
    const referral = await send()
    await queue(referral, [arrived('queue:BEACON'), arrived('queue:BEACON')])
    await deliver()
    later(30)
    await queue(referral, [{ type: 'question.answered', recipient: 'queue:BEACON' }])
    await deliver()
    expect(people()).toEqual([])
    const due = nextDigest(moment)
    moment = addSeconds(due, -1)
    await deliver()
    expect(people()).toEqual([])
    moment = due
    await deliver()
    expect(people()).toEqual(['beacon'])
    expect(mailbox.received[0]).toMatchObject({ subject: 'Your daily summary' })
    expect(mailbox.received[0]?.body).toMatch(
      /^2 new referrals in your queue\.\n\n1 answer from a referrer\.\n/,
    )
    await deliver()
    expect(mailbox.received).toHaveLength(1)
  })

  it('is asked on a page, which says what was wrong and keeps what was chosen', async () => {
    const cookie = await cookieOf(person('officer'))
    const drawn = await (await get(showSettings, '/settings', {}, { cookie })).text()
    expect(drawn).toContain('A referral arrives in your queue')
    expect(drawn).not.toContain('Somebody asks you a question about a referral you sent')
    const form = new URLSearchParams(typedOf(await findSettings(person('officer'))))
    form.set('item.assigned', 'never')
    form.delete('item.arrived')
    const wrong = await post(postSettings, '/settings', {}, form, { cookie })
    expect(wrong.status).toBe(422)
    const html = await wrong.text()
    expect(html).toContain('href="#item.arrived"')
    const [kept = ''] = /<input[^>]*name="item.assigned"[^>]*checked[^>]*>/.exec(html) ?? []
    expect(kept).toContain('value="never"')
    form.set('item.arrived', 'daily')
    const right = await post(postSettings, '/settings', {}, form, { cookie })
    expect(right.headers.get('location')).toBe('/settings?saved')
    expect((await findSettings(person('officer'))).frequencies['item.assigned']).toBe('never')
  })
})

describe('a mail server that does not take a letter', () => {
  const refuse = () => {
    mailbox.onLetter = () => {
      throw new Error('Not now')
    }
  }
  const failFiveTimes = async () => {
    for (const wait of [...waits, 0]) {
      await deliver()
      moment = addSeconds(moment, wait - 1)
      await deliver()
      moment = addSeconds(moment, 1)
    }
  }

  it('is asked five times, each after a longer wait, and then somebody is shown', async () => {
    const asked: number[] = []
    const from = moment
    mailbox.onLetter = () => {
      asked.push((moment.getTime() - from.getTime()) / 1000)
      throw new Error('Not now')
    }
    await queue(await send(), [arrived('queue:BEACON')])
    await failFiveTimes()
    later(24 * 60)
    await deliver()
    expect(asked).toEqual([0, 60, 360, 2160, 9360])
    expect((await deliveries())[0]).toMatchObject({
      state: 'dead',
      attempts: 5,
      lastProblem: 'refused',
      sentAt: null,
    })
  })

  it('keeps nobody else waiting', async () => {
    mailbox.onLetter = ({ to }) => {
      if (to.startsWith('officer')) throw new Error('Unknown')
    }
    await queue(await send(), [arrived('queue:POLICE'), arrived('queue:BEACON')])
    await deliver()
    expect(people()).toEqual(['beacon', 'supervisor'])
  })

  it('is asked again where an administrator says so, and that is recorded', async () => {
    const admin = person('admin')
    refuse()
    await queue(await send(), [arrived('queue:POLICE')])
    await failFiveTimes()
    const { counts, dead } = await findDeliveries(admin)
    expect(counts).toEqual({ dead: 2 })
    expect(dead.map(({ problem, attempts }) => [problem, attempts])).toEqual([
      ['refused', 5],
      ['refused', 5],
    ])
    mailbox.onLetter = () => {}
    expect(await atMoment(moment, () => sendAgain(admin, dead[0]?.id ?? ''))).toBe(1)
    await deliver()
    expect(people()).toHaveLength(1)
    const cookie = await cookieOf(admin)
    const body = new URLSearchParams({ delivery: 'all' })
    const answer = await atMoment(moment, () =>
      post(postMessages, '/messages', {}, body, { cookie }),
    )
    expect(answer.headers.get('location')).toBe('/messages')
    await deliver()
    expect(people()).toEqual(['officer', 'supervisor'])
    const events = await asOwner((tx) =>
      tx.event.findMany({ where: { type: 'messages.tried_again' } }),
    )
    expect(events.map(({ accountId, detail }) => [accountId, detail])).toEqual([
      [admin.accountId, { count: 1 }],
      [admin.accountId, { count: 1 }],
    ])
  })

  it('is shown to an administrator by what happened and to whom, and by nothing of the case', async () => {
    const reference = `HMS-${randomUUID()}`
    const id = await withActor(nurse(), (tx) => sendCase(tx, nurse(), reference, everyQueue))
    refuse()
    await queue(id, [arrived('queue:BEACON')])
    await failFiveTimes()
    const cookie = await cookieOf(person('admin'))
    const html = await (await get(showMessages, '/messages', {}, { cookie })).text()
    expect(html).toContain(person('beacon').name)
    expect(html).toContain('The mail server refused it')
    for (const secret of [reference, id, person('beacon').email]) expect(html).not.toContain(secret)
    const asked = withActor(person('admin'), (tx) => tx.message.findMany())
    await expect(asked).rejects.toThrow(/permission denied/)
  })
})

describe('nobody else', () => {
  it.each(['referrer.nhs', 'officer', 'supervisor', 'beacon', 'desk', 'lead', 'auditor'])(
    'sees or repeats what was sent: %s',
    async (name) => {
      await queue(await send(), [arrived('queue:BEACON')])
      await deliver()
      await expect(findDeliveries(person(name))).rejects.toEqual(new NotFound())
      await expect(sendAgain(person(name), 'all')).rejects.toEqual(new NotFound())
      const seen = await withActor(person(name), (tx) => tx.delivery.count())
      expect(seen).toBe(0)
      expect(navigationOf(person(name)).map(({ href }) => href)).not.toContain('/messages')
    },
  )

  it('chooses for somebody else', async () => {
    await choose(person('beacon'), { 'item.arrived': 'daily' })
    const theirs = { accountId: person('beacon').accountId }
    const changed = await withActor(person('desk'), async (tx) => {
      expect(await tx.preference.findMany()).toEqual([])
      return tx.preference.updateMany({ where: theirs, data: { frequency: 'never' } })
    })
    expect(changed.count).toBe(0)
    const added = withActor(person('desk'), (tx) =>
      tx.preference.createMany({ data: [{ ...theirs, type: 'x', frequency: 'never' }] }),
    )
    await expect(added).rejects.toThrow(/row-level security/)
  })

  it('tries again what was sent already', async () => {
    await queue(await send(), [arrived('queue:BEACON')])
    await deliver()
    expect(await sendAgain(person('admin'), 'all')).toBe(0)
    for (const id of ['', 'none', "'; drop table delivery"])
      await expect(sendAgain(person('admin'), id)).rejects.toEqual(new NotFound())
  })
})

it('no letter about any of the worked cases holds a reference or anything that was typed', async () => {
  const references: string[] = []
  for (const routingCase of cases) {
    const { answers, organisationType } = answersOf(routingCase)
    const typed = withCanaries(answers)
    const { reference } = await sendTyped(referrerOf(organisationType), typed)
    references.push(reference)
  }
  moment = new Date(Math.max(Date.now(), moment.getTime()))
  for (let due = 1; due > 0; due = await waiting()) await deliver()
  const everybody = ['beacon', 'desk', 'lead', 'officer', 'supervisor']
  expect(people()).toEqual(expect.arrayContaining(everybody))
  const canaries = Object.entries(allQuestions).flatMap(
    ([id, question]) => canaryOf(id, question) ?? [],
  )
  for (const { id, subject, body } of mailbox.received)
    for (const secret of [...references, ...canaries, 'Kanarienvogel'])
      expect([id, subject, body].join('\n')).not.toContain(secret)
})
const waiting = () =>
  asOwner((tx) => tx.delivery.count({ where: { state: 'waiting', dueAt: { lte: moment } } }))

describe('a worker that is killed between sending and marking', () => {
  const deliverElsewhere = async (dieAt: number): Promise<NodeJS.Signals | null> => {
    // An embedded database is open in one process at a time.
    await closeDatabase()
    const script = join(root, 'tests/support/deliver-messages.ts')
    const child = spawn(process.execPath, ['--import', 'tsx', script], { stdio: 'inherit' })
    let letters = 0
    mailbox.onLetter = () => {
      letters += 1
      if (letters === dieAt) child.kill('SIGKILL')
    }
    const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
    mailbox.onLetter = () => {}
    return signal
  }

  it('sends one letter twice, under one id, and loses none', async () => {
    // The other process has the clock of this machine.
    moment = new Date()
    const referral = await send()
    const types = [
      'item.arrived',
      'question.answered',
      'referral.corrected',
      'share.offered',
    ] as const
    await queue(
      referral,
      types.map((type) => ({ type, recipient: 'queue:POLICE' })),
    )
    moment = addSeconds(new Date(), 1)
    expect(await deliverElsewhere(3)).toBe('SIGKILL')
    expect(mailbox.received).toHaveLength(3)
    const states = async () => (await deliveries()).map(({ state }) => state).sort()
    expect(await states()).toEqual(
      [...Array<string>(2).fill('sent'), ...Array<string>(6).fill('waiting')].sort(),
    )

    // While the lease holds nobody sends what may have been sent.
    moment = new Date()
    await deliver()
    expect(mailbox.received).toHaveLength(3 + 5)
    moment = addSeconds(moment, lease)
    await deliver()
    later(60)
    await deliver()
    expect(await states()).toEqual(Array(8).fill('sent'))
    const sent = mailbox.received.map(({ id }) => id)
    expect(sent).toHaveLength(9)
    expect(new Set(sent).size).toBe(8)
    expect(sent.filter((id) => id === sent[2])).toHaveLength(2)
    for (const id of sent) expect(id).toMatch(/^<[0-9a-f]{32}@localhost>$/)
  })

  it('each time is not tried for ever: somebody is shown', async () => {
    await queue(await send(), [arrived('queue:BEACON')])
    await deliver()
    await asOwner((tx) =>
      tx.delivery.updateMany({
        data: { state: 'waiting', attempts: 5, claimedUntil: moment, sentAt: null },
      }),
    )
    await deliver()
    expect((await deliveries())[0]).toMatchObject({ state: 'dead', lastProblem: 'interrupted' })
  })
})
