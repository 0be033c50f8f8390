import { randomUUID } from 'node:crypto'
import { addDays, addHours, addMinutes } from 'date-fns'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { GET as openList } from '@/app/imports/route'
import { GET as openNew, POST as postSheet } from '@/app/imports/new/route'
import { GET as fetchTemplate } from '@/app/imports/template/route'
import { GET as openImport, POST as postAcceptance } from '@/app/imports/[import]/route'
import { GET as fetchProblems } from '@/app/imports/[import]/problems/route'
import { GET as openUndo, POST as postUndo } from '@/app/imports/[import]/undo/route'
import type { Actor } from '@/lib/access/actor'
import { withActor } from '@/lib/database/with-actor'
import { atMoment } from '@/lib/clock'
import { acceptImport } from '@/lib/imports/accept-import'
import { deleteExpiredImports } from '@/lib/imports/delete-expired-imports'
import { findImport, findImports } from '@/lib/imports/find-imports'
import { limits } from '@/lib/imports/limits'
import { receiveSheet } from '@/lib/imports/receive-sheet'
import { undoImport } from '@/lib/imports/undo-import'
import { Changed, NotAllowed, NotFound } from '@/lib/refusals'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { dumpDatabase, tablesWith } from '@/tests/support/dump-database'
import { csvOf, listOf, partnershipList, rowOf } from '@/tests/support/past-referrals'
import { cookieOf, get, post } from '@/tests/support/requests'
import { postUpload, uploadOf } from '@/tests/support/uploads'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const lead = () => person('lead')
const anotherLead = async (): Promise<Actor> => {
  const { organisation, role, name } = lead()
  const email = `${randomUUID()}@council.test`
  const data = { email, role, name, organisationId: organisation.id, passwordHash: 'not a hash' }
  const { id } = await asOwner((tx) => tx.account.create({ data }))
  return { ...lead(), accountId: id, email }
}

beforeEach(() =>
  asOwner(async (tx) => {
    await tx.pastReferral.deleteMany()
    await tx.import.deleteMany()
  }),
)

const wrong = ['MS-9', 'Kanarienvogel', 'NHS', 'Partner']
const csv = (...args: Parameters<typeof listOf>) => csvOf(listOf(...args))
const receive = async (bytes: Uint8Array, actor: Actor = lead()) => {
  const done = await receiveSheet(actor, { name: 'list.csv', bytes })
  if (!('import' in done)) throw new Error(done.refused)
  return done.import
}
const accepted = async (bytes: Uint8Array = csv()) => {
  const id = await receive(bytes)
  expect(await acceptImport(lead(), id, true)).toHaveProperty('saved')
  return id
}
const rows = () => asOwner((tx) => tx.pastReferral.findMany({ orderBy: { oldReference: 'asc' } }))
const headersOf = async (actor: Actor) => ({ cookie: await cookieOf(actor) })
const see = async (id: string, actor: Actor = lead()) =>
  get(openImport, `/imports/${id}`, { import: id }, await headersOf(actor))
const newest = () =>
  asOwner((tx) =>
    tx.event.findFirstOrThrow({
      where: { type: { startsWith: 'import.' } },
      orderBy: { sequence: 'desc' },
    }),
  )

describe('a spreadsheet that a safeguarding lead uploads', () => {
  const upload = async (actor: Actor, bytes?: Uint8Array) =>
    postUpload(
      postSheet,
      '/imports/new',
      {},
      await uploadOf([], bytes && { name: 'Kanarienvogel.csv', bytes }),
      await headersOf(actor),
    )

  it('is shown as it was read, and nothing is saved before they accept it', async () => {
    const answer = await upload(lead(), csv({}, [wrong]))
    expect(answer.status).toBe(303)
    const [, id = ''] =
      /^\/imports\/([0-9a-f-]{36})$/.exec(answer.headers.get('location') ?? '') ?? []
    const text = await (await see(id)).text()
    for (const shown of [
      'B3',
      'must be a real date',
      'MS-1',
      '3 November 2017',
      'Nothing is saved yet',
    ])
      expect(text).toContain(shown)
    expect(text).not.toContain('Kanarienvogel')
    expect(await rows()).toEqual([])
    expect(await newest()).toMatchObject({
      type: 'import.previewed',
      accountId: lead().accountId,
      detail: { import: id, as: 'csv', rowCount: 2, goodCount: 1 },
    })
    expect(tablesWith(await asOwner(dumpDatabase), 'MS-1')).toEqual([])
    expect(tablesWith(await asOwner(dumpDatabase), 'Kanarienvogel')).toEqual([])
  })

  it('with mistakes is saved only where they say that those rows are left out', async () => {
    const id = await receive(csv({}, [wrong]))
    const accept = async (body: string) =>
      post(postAcceptance, `/imports/${id}`, { import: id }, body, await headersOf(lead()))
    const first = await accept('')
    expect(first.status).toBe(422)
    expect(await first.text()).toContain('href="#leaveOut"')
    expect(await rows()).toEqual([])
    const second = await accept('leaveOut=yes')
    expect(second.headers.get('location')).toBe(`/imports/${id}?saved`)
    expect(await rows()).toMatchObject([
      {
        ...{ oldReference: 'MS-1', importId: id, organisationType: 'nhs', organisation: null },
        ...{ receivedOn: new Date('2017-11-03'), source: 'partner_to_police', outcomes: [] },
      },
    ])
    expect(await newest()).toMatchObject({
      type: 'import.accepted',
      detail: { import: id, saved: 1, leftOut: 1 },
    })
  })

  it('is kept no longer than until it was accepted', async () => {
    const id = await accepted()
    const kept = await asOwner((tx) => tx.import.findUniqueOrThrow({ where: { id } }))
    expect(kept.preview).toBeNull()
    expect(await findImport(lead(), id)).not.toHaveProperty('sheet')
  })

  it('of which no row is good saves nothing, whatever they say', async () => {
    const id = await receive(csv({ Source: 'Kanarienvogel' }))
    expect(await acceptImport(lead(), id, true)).toHaveProperty('preview')
    expect(await rows()).toEqual([])
  })

  it('gives a report of its mistakes to download', async () => {
    const id = await receive(csv({}, [wrong]))
    const path = `/imports/${id}/problems`
    const answer = await get(fetchProblems, path, { import: id }, await headersOf(lead()))
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(answer.headers.get('content-disposition')).toContain('attachment')
    expect(await answer.text()).toContain('"3","B3","Date received"')
  })

  it.each([
    ['no file', undefined, 422, 'Select a spreadsheet'],
    [
      'a sheet without a needed column',
      Buffer.from('Ref,Date\nMS-1,1/1/2018'),
      422,
      'Referring organisation, Source',
    ],
    ['a file that is too large', Buffer.alloc(7 * 1024 * 1024, 65), 413, 'must be 5 MB or smaller'],
  ])('is asked for again: %s', async (_, bytes, status, message) => {
    const answer = await upload(lead(), bytes)
    expect(answer.status).toBe(status)
    expect(await answer.text()).toContain(message)
  })

  it('whatever its bytes are is answered', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 400 }),
        fc.constantFrom('a.csv', 'a.ods', 'a.xlsx', '../../\u0000.csv', ''),
        async (bytes, name) => {
          const form = await uploadOf([], { name, bytes })
          const answer = await postUpload(
            postSheet,
            '/imports/new',
            {},
            form,
            await headersOf(lead()),
          )
          expect([303, 400, 422]).toContain(answer.status)
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('a past referral', () => {
  it('is imported once, and the second time it is said when', async () => {
    await accepted()
    const id = await receive(csv({}, [rowOf('MS-2')]))
    expect(await (await see(id)).text()).toContain('was imported on')
    expect(await acceptImport(lead(), id, true)).toEqual({ saved: 1 })
    expect((await rows()).map(({ oldReference }) => oldReference)).toEqual(['MS-1', 'MS-2'])
  })

  it('that two spreadsheets wait with is saved with the first, and the second saves nothing', async () => {
    const [first, second] = [await receive(csv()), await receive(csv({}, [rowOf('MS-2')]))]
    expect(await acceptImport(lead(), first, false)).toEqual({ saved: 1 })
    await expect(acceptImport(lead(), second, false)).rejects.toThrow(Changed)
    expect(await rows()).toHaveLength(1)
    expect(await findImport(lead(), second)).toHaveProperty('sheet')
  })

  it('is saved once where its spreadsheet is accepted twice at the same time', async () => {
    const id = await receive(csv())
    const both = await Promise.allSettled([1, 2].map(() => acceptImport(lead(), id, false)))
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await rows()).toHaveLength(1)
  })
})

describe('what was imported', () => {
  it('is taken out again within 7 days, by any lead, and can then be imported anew', async () => {
    const id = await accepted()
    const other = await anotherLead()
    const page = await get(openUndo, `/imports/${id}/undo`, { import: id }, await headersOf(lead()))
    expect(await page.text()).toContain('1 past referral')
    expect(await undoImport(other, id)).toBe(1)
    expect(await rows()).toEqual([])
    expect(await newest()).toMatchObject({
      type: 'import.undone',
      detail: { import: id, removed: 1 },
    })
    await expect(undoImport(lead(), id)).rejects.toThrow(Changed)
    await accepted()
  })

  it('stays after 7 days', async () => {
    const id = await accepted()
    const later = addMinutes(addDays(new Date(), 7), 1)
    await expect(atMoment(later, () => undoImport(lead(), id))).rejects.toThrow(NotAllowed)
    expect(await rows()).toHaveLength(1)
  })

  it('is listed, and undone from its page', async () => {
    const id = await accepted()
    const undo = await post(
      postUndo,
      `/imports/${id}/undo`,
      { import: id },
      '',
      await headersOf(lead()),
    )
    expect(undo.headers.get('location')).toBe('/imports?undone=1')
    const list = await get(openList, '/imports?undone=1', {}, await headersOf(lead()))
    const text = await list.text()
    for (const shown of ['1 past referral taken out', 'Undone on', `/imports/${id}`])
      expect(text).toContain(shown)
  })
})

describe('what nobody accepted', () => {
  it('is gone after a day', async () => {
    const id = await receive(csv())
    const kept = await receive(csv())
    const late = addHours(new Date(), 25)
    await atMoment(late, async () => {
      await expect(findImport(lead(), id)).rejects.toThrow(NotFound)
      await expect(acceptImport(lead(), id, true)).rejects.toThrow(NotFound)
      expect(await findImports(lead())).toEqual([])
    })
    await acceptImport(lead(), kept, true)
    await atMoment(late, deleteExpiredImports)
    const left = await asOwner((tx) => tx.import.findMany())
    expect(left.map((one) => one.id)).toEqual([kept])
  })

  it('is seen by nobody but whoever uploaded it, another lead included', async () => {
    const id = await receive(csv())
    const other = await anotherLead()
    expect((await see(id, other)).status).toBe(404)
    await expect(acceptImport(other, id, true)).rejects.toThrow(NotFound)
    expect(await withActor(other, (tx) => tx.import.count())).toBe(0)
    expect(await withActor(lead(), (tx) => tx.import.count())).toBe(1)
  })
})

describe.each(['referrer.nhs', 'officer', 'supervisor', 'beacon', 'desk', 'admin', 'auditor'])(
  '%s',
  (name) => {
    it('comes to none of it', async () => {
      const id = await accepted()
      const headers = await headersOf(person(name))
      const answers = [
        await get(openList, '/imports', {}, headers),
        await get(openNew, '/imports/new', {}, headers),
        await get(fetchTemplate, '/imports/template', {}, headers),
        await see(id, person(name)),
        await get(openUndo, `/imports/${id}/undo`, { import: id }, headers),
        await postUpload(postSheet, '/imports/new', {}, await uploadOf([]), headers),
        await post(postUndo, `/imports/${id}/undo`, { import: id }, '', headers),
      ]
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404))
      const counts = await withActor(person(name), async (tx) => [
        await tx.import.count(),
        await tx.pastReferral.count(),
        (await tx.pastReferral.deleteMany()).count,
      ])
      expect(counts).toEqual([0, 0, 0])
    })
  },
)

it('an import that is not there is not found', async () => {
  for (const id of [randomUUID(), 'x', '%00'])
    await expect(findImport(lead(), id)).rejects.toThrow(NotFound)
})

it('a list as long as may be is imported whole', async () => {
  const more = Array.from({ length: limits.rows - 1 }, (_, index) => rowOf(`MS-L${index}`))
  const id = await receive(csv({}, more))
  expect(await acceptImport(lead(), id, false)).toEqual({ saved: limits.rows })
  expect(await undoImport(lead(), id)).toBe(limits.rows)
})

it('the list of 2017 and 2018 is imported whole', async () => {
  const id = await receive(partnershipList())
  expect(await acceptImport(lead(), id, false)).toEqual({ saved: 77 })
  expect((await rows()).filter(({ source }) => source === 'partner_to_police')).toHaveLength(61)
})
