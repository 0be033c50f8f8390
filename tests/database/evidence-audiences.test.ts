import { beforeAll, describe, expect, it } from 'vitest'
import { GET as openPage } from '@/app/cases/[reference]/evidence/route'
import { GET as download } from '@/app/evidence/[file]/route'
import { POST as downloadOriginal } from '@/app/evidence/[file]/original/route'
import { withActorInSql } from '@/lib/database/with-actor'
import { isSeen, isServed } from '@/lib/evidence/evidence'
import type { Part } from '@/lib/evidence/evidence-form'
import { findEvidence } from '@/lib/evidence/find-evidence'
import { openEvidence } from '@/lib/evidence/open-evidence'
import { NotAllowed, NotFound } from '@/lib/refusals'
import { addEvidence } from '@/lib/evidence/add-evidence'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { add, addingOf, evidenceFolder } from '@/tests/support/evidence'
import { openWithReason } from '@/tests/support/open-with-reason'
import { cookieOf, get, post } from '@/tests/support/requests'
import { sharing } from '@/tests/support/sharing'

evidenceFolder()
process.env.EVIDENCE_WITHOUT_SCAN = 'yes'
const database = testDatabase()
const { person, colleagueOf } = countyPeople(database)
const { send } = casework(database)
const { share } = sharing(database)

const kinds = ['identity', 'contact', 'account', 'need'] as const satisfies readonly Part[]
const everybody = [
  ...(['referrer', 'colleague', 'referrer.council', 'officer', 'supervisor', 'beacon'] as const),
  ...(['desk', 'lead', 'admin', 'auditor'] as const),
]

interface Sent {
  readonly by: string
  readonly reference: string
  readonly files: Readonly<Record<string, string>>
}
const sent: Record<string, Sent> = {}

const actorOf = (name: string, { by }: Pick<Sent, 'by'>) => {
  if (name === 'referrer') return person(by)
  return name === 'colleague' ? colleagueOf(person(by)) : person(name)
}

beforeAll(async () => {
  const cases = { V16: 'referrer.nhs', V03: 'referrer.nhs', V13: 'referrer.other' }
  for (const [id, by] of Object.entries(cases)) {
    const reference = await send(person(by), id)
    const files: Record<string, string> = {}
    for (const part of kinds)
      files[part] = await add(person(by), reference, { shows: [part], label: `of ${part}` })
    files.both = await add(person(by), reference, { shows: ['identity', 'account'], label: 'both' })
    sent[id] = { by, reference, files }
  }
})

const theCase = (id: string) => {
  const found = sent[id]
  if (!found) throw new Error(`${id} was not sent`)
  return found
}

const all = ['identity', 'contact', 'account', 'need', 'both']
/** Who sees which files of which case, written out here a second time. Nobody else sees any. */
const seenBy: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'V16 who agreed to all': {
    referrer: all,
    colleague: [],
    officer: all,
    supervisor: all,
    beacon: ['identity', 'contact', 'need'],
    desk: all,
    lead: ['account', 'need'],
  },
  'V03 of whom police may not know who it is': {
    referrer: all,
    colleague: [],
    officer: [],
    supervisor: [],
    lead: ['account', 'need'],
  },
  'V13 where nobody was identified': {
    referrer: all,
    colleague: [],
    officer: ['contact', 'account', 'need'],
    supervisor: ['contact', 'account', 'need'],
    lead: ['account', 'need'],
  },
}

describe.each(Object.entries(seenBy))('the files of %s', (title, expected) => {
  const id = title.slice(0, 3)

  it.each(everybody)('as %s sees them', async (name) => {
    const theSent = theCase(id)
    const actor = actorOf(name, theSent)
    const seen = expected[name]
    if (name === 'lead') await openWithReason(actor, theSent.reference)
    const listed = findEvidence(actor, theSent.reference)
    if (!seen) await expect(listed).rejects.toThrow(NotFound)
    else
      expect((await listed).files.map(({ id: file }) => file).sort()).toEqual(
        seen.map((which) => theSent.files[which]).sort(),
      )
    for (const [which, file] of Object.entries(theSent.files)) {
      const opened = openEvidence(actor, file)
      if (seen?.includes(which)) expect(await opened).toHaveProperty('bytes')
      else await expect(opened).rejects.toThrow(NotFound)
    }
  })

  it.each(everybody)('as the database alone lets %s read their rows', async (name) => {
    const theSent = theCase(id)
    const files = Object.values(theSent.files)
    const rows = await withActorInSql(
      actorOf(name, theSent),
      (tx) =>
        tx.$queryRaw<
          { id: string }[]
        >`select id::text from evidence where id = any (${files}::uuid[])`,
    )
    expect(rows.map(({ id: file }) => file).sort()).toEqual(
      (expected[name] ?? []).map((which) => theSent.files[which]).sort(),
    )
  })
})

describe('a file that may not be seen does not exist', () => {
  it('to whoever asks for it by its address, byte for byte', async () => {
    const { files, reference } = theCase('V16')
    const cookie = { cookie: await cookieOf(person('beacon')) }
    const ask = async (file: string) => {
      const answer = await get(download, `/evidence/${file}`, { file }, cookie)
      return [answer.status, (await answer.text()).replaceAll(file, '')]
    }
    const hidden = await ask(files.account ?? '')
    expect(hidden[0]).toBe(404)
    expect(await ask('01234567-89ab-4cde-8f01-23456789abcd')).toEqual(hidden)
    expect(await ask('no-uuid')).toEqual(hidden)
    const form = new URLSearchParams({ because: 'court' })
    const file = files.account ?? ''
    const original = await post(
      downloadOriginal,
      `/evidence/${file}/original`,
      { file },
      form,
      cookie,
    )
    expect(original.status).toBe(404)
    const page = await (
      await get(openPage, `/cases/${reference}/evidence`, { reference }, cookie)
    ).text()
    for (const which of ['account', 'both'])
      for (const told of [files[which] ?? '', which === 'both' ? 'both' : 'of account'])
        expect(page.includes(`>${told}<`) || page.includes(`/${told}`)).toBe(false)
  })

  it('to somebody who is signed out', async () => {
    const file = theCase('V16').files.need ?? ''
    const answer = await get(download, `/evidence/${file}`, { file })
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      `/sign-in?next=${encodeURIComponent(`/evidence/${file}`)}`,
    ])
  })
})

describe('what somebody added', () => {
  it('they see afterwards, though their colleagues may not', async () => {
    const { reference } = theCase('V16')
    const file = await add(person('beacon'), reference, { shows: ['account'] })
    expect(await openEvidence(person('beacon'), file)).toHaveProperty('bytes')
    await expect(openEvidence(person('beacon2'), file)).rejects.toThrow(NotFound)
    await expect(openEvidence(person('officer2'), file)).resolves.toHaveProperty('bytes')
  })
})

describe('a case that is shared', () => {
  it.each([
    ['support', ['identity', 'contact', 'need']],
    ['safeguarding', all],
    ['advice', ['need']],
  ] as const)(
    'for %s shows its files as its purpose says, and takes none',
    async (purpose, seen) => {
      const reference = await send(person('referrer.nhs'), 'V16')
      const files: Record<string, string> = {}
      for (const part of kinds)
        files[part] = await add(person('desk'), reference, { shows: [part] })
      files.both = await add(person('desk'), reference, { shows: ['identity', 'account'] })
      const partner = person('referrer.charity')
      await expect(findEvidence(partner, reference)).rejects.toThrow(NotFound)
      await share(person('desk'), partner, reference, { purpose })
      const found = await findEvidence(partner, reference)
      expect(found.files.map(({ id }) => id).sort()).toEqual(
        seen.map((which) => files[which]).sort(),
      )
      expect(found.canAdd).toBe(false)
      expect(
        found.files.some(({ canRemove, canOpenOriginal }) => canRemove || canOpenOriginal),
      ).toBe(false)
      await expect(addEvidence(partner, addingOf(reference))).rejects.toThrow(NotAllowed)
    },
  )
})

describe('the same rules without the database', () => {
  const own = { accountId: 'a' }
  it.each([
    [['identity'], 'beacon_worker', 'b', true],
    [['identity', 'account'], 'beacon_worker', 'b', false],
    [['identity', 'account'], 'beacon_worker', 'a', true],
    [['need'], 'police_withheld', 'b', false],
    [['need'], null, 'a', false],
  ] as const)('%j as %s, added by %s', (parts, audience, accountId, expected) => {
    expect(isSeen({ parts, accountId }, audience, own)).toBe(expected)
  })

  it.each([
    ['clean', false, true],
    ['clean', true, true],
    ['waiting', false, false],
    ['waiting', true, true],
    ['infected', false, false],
    ['infected', true, false],
  ] as const)(
    'a file that is %s, where unscanned files are handed out: %s',
    (state, serves, expected) => {
      expect(isServed(state, serves)).toBe(expected)
    },
  )
})
