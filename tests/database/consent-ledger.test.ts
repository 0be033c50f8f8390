import { addDays } from 'date-fns'
import { describe, expect, it } from 'vitest'
import { GET as openLedger } from '@/app/cases/[reference]/consent/route'
import { GET as askNew, POST as postNew } from '@/app/cases/[reference]/consent/[purpose]/route'
import {
  GET as askWithdrawal,
  POST as postWithdrawal,
} from '@/app/cases/[reference]/consent/withdraw/route'
import { GET as openRecalls } from '@/app/recalls/route'
import { GET as openRecall, POST as postRecall } from '@/app/recalls/[recall]/route'
import { whyNotShared } from '@/lib/casework/share-rules'
import { readWorkedCase } from '@/lib/casework/read-worked-case'
import { atMoment, now } from '@/lib/clock'
import { findLedger } from '@/lib/consent/find-ledger'
import { recallStateOf } from '@/lib/consent/recalls'
import { wordingOf } from '@/lib/consent/wordings'
import { withActor } from '@/lib/database/with-actor'
import { findAsked } from '@/lib/referral/find-asked'
import { recordConsent } from '@/lib/referral/record-consent'
import { NotAllowed, NotFound } from '@/lib/refusals'
import { casework } from '@/tests/support/casework'
import { askedBy, say, trySay, withdraw } from '@/tests/support/consents'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { openWithReason } from '@/tests/support/open-with-reason'
import { cookieOf, get, post } from '@/tests/support/requests'

const database = testDatabase()
const { asOwner } = database
const { person, colleagueOf } = countyPeople(database)
const { send, act, tryTo, itemOf } = casework(database)

/** An adult who agrees to everything, and one who agrees to nothing. */
const agreeing = () => send(person('referrer.nhs'), 'V16')
const refusing = () => send(person('referrer.nhs'), 'V03')

const entriesOf = (reference: string) =>
  asOwner((tx) =>
    tx.consentEntry.findMany({
      where: { referral: { reference } },
      orderBy: [{ recordedAt: 'asc' }, { purpose: 'asc' }],
    }),
  )

describe('an entry', () => {
  it('says what was asked, how, of whom and by whom, and until when it holds', async () => {
    const reference = await agreeing()
    await say(person('desk'), reference, 'contact', { interpreter: 'professional' })
    const { purposes } = await findLedger(person('desk'), reference)
    const [entry] = purposes.find(({ purpose }) => purpose === 'contact')?.entries ?? []
    expect(entry).toMatchObject({
      answer: 'given',
      capacity: 'no_concern',
      interpreter: 'professional',
      setting: askedBy.setting,
      language: askedBy.language,
      said: askedBy.said,
      by: person('desk').name,
    })
    expect(wordingOf('contact', entry?.wordingVersion ?? '')).toMatch(/^Do they agree/)
    expect(entry?.expiresAt).not.toBeNull()
  })

  it('is made by the referral for each purpose that it asks, and says how long it holds', async () => {
    const entries = await entriesOf(await agreeing())
    expect(entries.map(({ purpose, expiresAt }) => [purpose, expiresAt !== null])).toEqual([
      ['nrm', true],
      ['police_identity', false],
      ['support', false],
    ])
  })

  it('is never changed and never deleted, by the service or by the owner of the tables', async () => {
    const reference = await agreeing()
    await say(person('desk'), reference, 'contact', {})
    for (const table of ['consentEntry', 'consentEvidence'] as const)
      await expect(
        asOwner((tx) =>
          table === 'consentEntry' ? tx.consentEntry.deleteMany() : tx.consentEvidence.deleteMany(),
        ),
      ).rejects.toThrow(/never changed/)
    await expect(
      withActor(person('desk'), (tx) => tx.consentEntry.updateMany({ data: { answer: 'given' } })),
    ).rejects.toThrow(/permission denied/)
  })

  it('keeps what they said where only those read it who may know who they are', async () => {
    const reference = await refusing()
    await say(person('referrer.nhs'), reference, 'contact', { said: 'Call my sister Mirela' })
    const rows = await asOwner((tx) => tx.consentEvidence.findMany())
    for (const { words } of rows)
      expect(Buffer.from(words).toString('latin1')).not.toMatch(/Mirela|Albanian/)
    const read = async (name: string) => JSON.stringify(await findLedger(person(name), reference))
    expect(await read('referrer.nhs')).toContain('Mirela')
    await openWithReason(person('lead'), reference)
    for (const name of ['officer', 'supervisor', 'lead'])
      expect(await read(name)).not.toContain('Mirela')
    expect(
      await withActor(person('officer'), (tx) =>
        tx.consentEvidence.count({ where: { referral: { reference } } }),
      ),
    ).toBe(0)
    const events = await asOwner((tx) => tx.event.findMany({ where: { type: 'consent.recorded' } }))
    expect(JSON.stringify(events.map(({ detail }) => detail))).not.toMatch(/Mirela|Albanian/)
  })
})

describe('who writes down what the person said', () => {
  it.each([
    ['whoever sent it', 'referrer.nhs', true],
    ['the desk', 'desk', true],
    ['Beacon', 'beacon', true],
    ['police who may know who the person is', 'officer', true],
    ['the lead, who does not speak with them', 'lead', false],
  ])('%s: %s, %s', async (_, name, isAllowed) => {
    const reference = await agreeing()
    if (name === 'lead') await openWithReason(person(name), reference)
    const said = trySay(person(name), reference, 'contact', {})
    if (isAllowed) expect(await said).toHaveProperty('recorded')
    else await expect(said).rejects.toThrow(NotAllowed)
    const rows = (await entriesOf(reference)).filter(({ purpose }) => purpose === 'contact')
    expect(rows).toHaveLength(isAllowed ? 1 : 0)
  })

  it('not police who may not know who the person is, in the database either', async () => {
    const reference = await refusing()
    await expect(trySay(person('officer'), reference, 'police_identity', {})).rejects.toThrow(
      NotAllowed,
    )
    const { id } = await asOwner((tx) => tx.referral.findUniqueOrThrow({ where: { reference } }))
    await expect(
      withActor(
        person('officer'),
        (tx) => tx.$queryRaw`
          insert into consent_entry (referral_id, account_id, purpose, answer, wording_version, capacity)
          values (${id}::uuid, ${person('officer').accountId}::uuid, 'police_identity', 'given', '1', 'no_concern')`,
      ),
    ).rejects.toThrow(/row-level security/)
  })

  it.each(['referrer.school', 'admin', 'auditor', 'beacon'])(
    'to %s there is no such case',
    async (name) => {
      const reference = await refusing()
      await expect(findAsked(person(name), reference)).rejects.toThrow(NotFound)
      await expect(findLedger(person(name), reference)).rejects.toThrow(NotFound)
    },
  )

  it('a colleague of the referrer neither writes nor reads it', async () => {
    const reference = await agreeing()
    const colleague = colleagueOf(person('referrer.nhs'))
    await expect(findAsked(colleague, reference)).rejects.toThrow(NotAllowed)
    await expect(findLedger(colleague, reference)).rejects.toThrow(NotFound)
  })
})

describe('a new answer', () => {
  it('sends a referral where it may go now, by what the person agrees to', async () => {
    const reference = await refusing()
    await say(person('referrer.nhs'), reference, 'support', {})
    expect((await itemOf(reference, 'BEACON')).state).toBe('new')
    await say(person('referrer.nhs'), reference, 'police_identity', {})
    expect((await itemOf(reference, 'POLICE')).identity).toBe('shared')
  })

  it.each([
    ['capacity', { capacity: 'doubted' }],
    ['language', { language: '' }],
    ['interpreter', { interpreter: 'friend' }],
    ['answer', { answer: 'withdrawn' }],
  ])(
    'is not taken with something wrong about %s, and what was typed is kept',
    async (field, typed) => {
      const reference = await refusing()
      const before = await entriesOf(reference)
      const done = await trySay(person('referrer.nhs'), reference, 'support', typed)
      expect(done).toHaveProperty('form.problems.0.question', field)
      expect(done).toHaveProperty('form.typed.said', askedBy.said)
      expect(await entriesOf(reference)).toEqual(before)
    },
  )

  it('is not taken twice: whoever comes second sees that somebody was first', async () => {
    const reference = await agreeing()
    const { version } = await findAsked(person('desk'), reference)
    await say(person('beacon'), reference, 'contact', {})
    const form = new URLSearchParams({ answer: 'given', capacity: 'no_concern', ...askedBy })
    const done = await recordConsent(person('desk'), {
      reference,
      purpose: 'contact',
      version,
      form,
    })
    expect(done).toMatchObject({ isStale: true })
  })

  it('is not asked of a child for what must be done anyway', async () => {
    const reference = await send(person('referrer.school'), 'V06')
    const { askable } = await findAsked(person('referrer.school'), reference)
    expect(askable).toEqual(['contact', 'sharing'])
  })
})

describe('nothing is sent that the ledger does not allow', () => {
  const confirmed = async () => {
    const reference = await agreeing()
    await act(person('desk'), reference, 'NRM', 'accept')
    await act(person('desk'), reference, 'NRM', 'confirm_consent')
    return reference
  }
  const desk = () => person('desk')

  it('an adult who agrees is referred', async () => {
    expect(await tryTo(desk(), await confirmed(), 'NRM', 'submit')).toHaveProperty('act')
  })

  it('one whose agreement is too old is asked again first', async () => {
    const reference = await confirmed()
    await atMoment(addDays(now(), 200), async () => {
      expect(await tryTo(desk(), reference, 'NRM', 'submit')).toEqual({
        blocked: 'Confirm with the person first that they agree',
      })
      await act(desk(), reference, 'NRM', 'confirm_consent')
      expect(await tryTo(desk(), reference, 'NRM', 'submit')).toHaveProperty('act')
    })
  })

  it('a child is referred whatever was said', async () => {
    const reference = await send(person('referrer.school'), 'V06')
    await act(desk(), reference, 'NRM', 'accept')
    expect(await tryTo(desk(), reference, 'NRM', 'submit')).toHaveProperty('act')
  })

  it('a share by agreement reads the ledger, not what the referral said once', async () => {
    const reference = await agreeing()
    const terms = { purpose: 'housing', basis: 'consent', receiver: 'housing' } as const
    const why = () =>
      withActor(desk(), async (tx) => {
        const giving = await readWorkedCase(tx, desk(), { typed: reference })
        return (
          giving &&
          whyNotShared(giving, {
            ...terms,
            receiverId: person('referrer.district').organisation.id,
          })
        )
      })
    expect(await why()).toBeUndefined()
    await withdraw(person('beacon'), reference, 'support')
    expect(await why()).toMatch(/^Nobody wrote down that the person agreed/)
  })
})

describe('the pages', () => {
  it('show the ledger, take a new answer and a withdrawal, and lead to what was asked back', async () => {
    const reference = await agreeing()
    await act(person('beacon'), reference, 'BEACON', 'accept')
    const params = { reference }
    const path = `/cases/${reference}/consent`
    const cookie = await cookieOf(person('beacon'))
    const shown = await get(openLedger, path, params, { cookie })
    expect(shown.status).toBe(200)
    expect(await shown.text()).toMatch(/They changed their mind[\s\S]*Do they agree to support/)

    const asked = { ...params, purpose: 'contact' }
    const form = await (await get(askNew, `${path}/contact`, asked, { cookie })).text()
    const version = /name="version" value="(\d+)"/.exec(form)?.[1] ?? ''
    const wrong = await post(
      postNew,
      `${path}/contact`,
      asked,
      new URLSearchParams({ version, said: 'Yes' }),
      { cookie },
    )
    expect([wrong.status, (await wrong.text()).includes('Select what they answered')]).toEqual([
      422,
      true,
    ])
    const answers = { version, answer: 'given', capacity: 'no_concern', ...askedBy }
    const saved = await post(postNew, `${path}/contact`, asked, new URLSearchParams(answers), {
      cookie,
    })
    expect([saved.status, saved.headers.get('location')]).toEqual([303, `/cases/${reference}`])

    const empty = await (await get(askWithdrawal, `${path}/withdraw`, params, { cookie })).text()
    const seen = /name="version" value="(\d+)"/.exec(empty)?.[1] ?? ''
    const taken = new URLSearchParams({ version: seen, purposes: 'support', ...askedBy })
    expect((await post(postWithdrawal, `${path}/withdraw`, params, taken, { cookie })).status).toBe(
      303,
    )

    const list = await (await get(openRecalls, '/recalls', {}, { cookie })).text()
    const recall = /\/recalls\/([0-9a-f-]{36})/.exec(list)?.[1] ?? ''
    expect(list).toContain(reference)
    const at = { recall }
    expect(await (await get(openRecall, `/recalls/${recall}`, at, { cookie })).text()).toContain(
      'What did you do?',
    )
    const none = await post(postRecall, `/recalls/${recall}`, at, new URLSearchParams(), { cookie })
    expect(none.status).toBe(422)
    const done = await post(
      postRecall,
      `/recalls/${recall}`,
      at,
      new URLSearchParams({ as: 'destroyed' }),
      { cookie },
    )
    expect(done.status).toBe(303)
    expect(await (await get(openRecalls, '/recalls', {}, { cookie })).text()).toContain(
      'Nothing waits for your answer',
    )
  })

  it('show what is overdue as overdue', async () => {
    const reference = await agreeing()
    await act(person('beacon'), reference, 'BEACON', 'accept')
    await withdraw(person('referrer.nhs'), reference, 'support')
    const cookie = await cookieOf(person('lead'))
    await openWithReason(person('lead'), reference)
    const { recalls } = await findLedger(person('lead'), reference)
    const states = [0, 8].map((days) =>
      recalls.map((recall) => recallStateOf(recall, addDays(now(), days))),
    )
    expect(states).toEqual([['waiting'], ['overdue']])
    const path = `/cases/${reference}/consent`
    const shown = await get(openLedger, path, { reference }, { cookie })
    expect(await shown.text()).toContain('Waiting for an answer')
  })
})
