import { addDays, addHours, addMinutes } from 'date-fns'
import { parse } from 'csv-parse/sync'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { GET as show } from '@/app/exports/[export]/route'
import { POST as answer } from '@/app/exports/[export]/answer/route'
import { POST as fetchFile } from '@/app/exports/[export]/fetch/route'
import { GET as list } from '@/app/exports/route'
import { POST as ask } from '@/app/exports/new/route'
import type { Actor } from '@/lib/access/actor'
import { receiptLines } from '@/lib/disclosure/receipts'
import { atMoment, now } from '@/lib/clock'
import { answerExport } from '@/lib/exports/answer-export'
import { askExport } from '@/lib/exports/ask-export'
import { expireExports } from '@/lib/exports/expire-exports'
import { fetchExport } from '@/lib/exports/fetch-export'
import { findExport, findExports } from '@/lib/exports/find-exports'
import { runExports } from '@/lib/exports/run-exports'
import { deliverMessages } from '@/lib/notifications/deliver-messages'
import { Changed, NotAllowed, NotFound } from '@/lib/refusals'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { dumpDatabase } from '@/tests/support/dump-database'
import { cookieOf, get, post } from '@/tests/support/requests'
import { sendTyped, typedOf } from '@/tests/support/send-answers'
import { workedCase } from '@/tests/support/worked-case'

process.env.EXPORT_ROWS_ALONE = '2'
const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)

const why = 'For the meeting of the partnership about Kanarienvogel'
const formOf = (but: Record<string, string> = {}) =>
  new URLSearchParams({ kind: 'worklist', format: 'csv', period: 'all', reason: why, ...but })
const askFor = async (actor: Actor, but: Record<string, string> = {}) => {
  const done = await askExport(actor, formOf(but))
  if (!('export' in done)) throw new Error(JSON.stringify(done.taken.problems))
  return done.export
}
const textOf = async (actor: Actor, id: string) =>
  new Response((await fetchExport(actor, id)).bytes).text()
const rowsOf = async (actor: Actor, id: string) =>
  parse(await textOf(actor, id), { bom: true, columns: true }) as Record<string, string>[]
const made = async (actor: Actor, but: Record<string, string> = {}) => {
  const id = await askFor(actor, but)
  const { canAnswer } = await findExport(person('admin'), id)
  if (canAnswer) await answerExport(person('admin'), id, { agree: true })
  await runExports()
  return id
}
const stateOf = async (id: string) => (await findExport(person('admin'), id)).state
const eventsOf = (id: string) =>
  asOwner(async (tx) => {
    const rows = await tx.$queryRaw<{ type: string }[]>`
      select type from event where detail ->> 'export' = ${id} order by sequence`
    return rows.map(({ type }) => type)
  })
const toldOf = async () =>
  (await asOwner((tx) => tx.message.findMany({ where: { type: { startsWith: 'export.' } } }))).map(
    ({ type, recipient }) => `${type} to ${recipient}`,
  )

const references: string[] = []
const names = ['V01', 'V06', 'V09', 'V16'] as const
beforeAll(async () => {
  for (const name of names) {
    const typed = { ...typedOf(workedCase(name)), givenNames: 'Mira', familyName: 'Kanarienvogel' }
    const born = name === 'V01' && { dateOfBirth: ['27', '3', '1991'] }
    const sent = await sendTyped(person('referrer.nhs'), {
      ...typed,
      ...born,
      account: 'Kanarienvogel said =1+1',
    })
    references.push(sent.reference)
  }
}, 60_000)
beforeEach(async () => {
  await asOwner(async (tx) => {
    await tx.message.deleteMany({ where: { type: { startsWith: 'export.' } } })
    await tx.exportPart.deleteMany()
    await tx.export.deleteMany()
  })
})

describe('a file', () => {
  it.each(['desk', 'beacon', 'supervisor', 'lead'])(
    'of the worklist holds what %s sees in the queues, and nobody’s name',
    async (who) => {
      const id = await made(person(who))
      const text = await textOf(person(who), id)
      expect(text).not.toContain('Kanarienvogel')
      const visible = await asOwner((tx) => tx.item.findMany({ orderBy: { reference: 'asc' } }))
      const queue = { desk: 'NRM', beacon: 'BEACON', supervisor: 'POLICE' }[who]
      const rows = await rowsOf(person(who), id)
      expect(rows.map((row) => `${row.Reference} ${row.Queue}`).sort()).toEqual(
        visible
          .filter((item) => who === 'lead' || item.queue === queue)
          .map((item) => `${item.reference} ${item.queue}`)
          .sort(),
      )
      expect(rows.length).toBeGreaterThan(0)
    },
  )

  it('of facts by the standard says nothing of who anybody is, and each case’s receipt says that it was taken', async () => {
    const id = await made(person('desk'), { kind: 'htcds' })
    const text = await textOf(person('desk'), id)
    for (const secret of ['Kanarienvogel', 'Mira', ...references])
      expect(text).not.toContain(secret)
    const rows = await rowsOf(person('desk'), id)
    expect(new Set(rows.map((row) => row.hmsp_Pseudonym)).size).toBe(rows.length)
    expect(rows.map((row) => row.hmsp_BirthYear)).toContain('1991')
    const again = await made(person('desk'), { kind: 'htcds' })
    const other = await rowsOf(person('desk'), again)
    const both = new Set([...rows, ...other].map((row) => row.hmsp_Pseudonym))
    expect(both.size).toBe(rows.length * 2)
    const held = await asOwner((tx) => tx.event.findMany({ where: { type: 'export.held' } }))
    const ofThis = held.filter(({ detail }) => JSON.stringify(detail).includes(id))
    expect(ofThis.length).toBe(rows.length)
    const [seen] = ofThis
    if (!seen) throw new Error('Nothing was recorded')
    const { at, role, detail } = seen
    const [line] = receiptLines([{ at, role, organisation: 'The desk', detail }])
    expect(line?.kinds.flatMap(({ fields }) => fields).length).toBeGreaterThan(0)
  })

  it('is for those who may see the facts of cases only', async () => {
    const done = await askExport(person('beacon'), formOf({ kind: 'htcds' }))
    expect('taken' in done && done.taken.problems.map(({ question }) => question)).toEqual(['kind'])
    for (const who of ['referrer.nhs', 'officer', 'admin', 'auditor'])
      await expect(askExport(person(who), formOf())).rejects.toThrow(NotFound)
  })

  it('is never there for anybody but the one who asked', async () => {
    const id = await made(person('desk'))
    for (const who of ['lead', 'supervisor'])
      await expect(fetchExport(person(who), id)).rejects.toThrow(NotFound)
    await expect(findExport(person('supervisor'), id)).rejects.toThrow(NotFound)
    expect((await findExports(person('desk'))).map((line) => line.id)).toEqual([id])
    expect(await findExports(person('supervisor'))).toEqual([])
  })

  it('is sealed, as is what it is needed for', async () => {
    const id = await made(person('desk'), { format: 'json' })
    const [dumped] = await asOwner((tx) => tx.exportPart.findMany({ where: { exportId: id } }))
    const file = Buffer.from(await textOf(person('desk'), id))
    const kept = Buffer.from(dumped?.bytes ?? [])
    expect(kept.length).toBeGreaterThan(file.length)
    for (const part of [file.subarray(0, 40), Buffer.from(file.toString('base64').slice(0, 40))])
      expect(kept.includes(part)).toBe(false)
    const all = JSON.stringify([...(await asOwner(dumpDatabase))])
    expect(all).not.toContain(Buffer.from(why).toString('hex'))
    expect(all).not.toContain(why)
    expect((await findExport(person('desk'), id)).reason).toBe(why)
  })

  it.each(['ods', 'xlsx'])('can be a spreadsheet: %s', async (format) => {
    const id = await made(person('desk'), { format })
    const { bytes, fileName } = await fetchExport(person('desk'), id)
    expect(fileName).toMatch(new RegExp(`^worklist-\\d{4}-\\d\\d-\\d\\d\\.${format}$`))
    const start = Buffer.from(await new Response(bytes).arrayBuffer()).subarray(0, 2)
    expect(start.toString()).toBe('PK')
  })

  it('can be fetched for a day, and is then gone', async () => {
    const id = await made(person('desk'))
    const tomorrow = addMinutes(addHours(now(), 24), 1)
    await atMoment(tomorrow, () =>
      expect(fetchExport(person('desk'), id)).rejects.toThrow(NotAllowed),
    )
    expect(await expireExports()).toBe(0)
    expect(await atMoment(tomorrow, expireExports)).toBe(1)
    expect(await stateOf(id)).toBe('expired')
    expect(await asOwner((tx) => tx.exportPart.count())).toBe(0)
    expect(await eventsOf(id)).toEqual([
      'export.asked',
      'export.agreed',
      'export.ready',
      'export.expired',
    ])
  })
})

describe('a large file', () => {
  it('waits for a second person, who is told and is never the one who asked', async () => {
    const id = await askFor(person('lead'))
    expect(await stateOf(id)).toBe('asked')
    expect(await toldOf()).toEqual(['export.asked to role:administrator'])
    await deliverMessages()
    expect(
      (await asOwner((tx) => tx.delivery.findMany({ include: { message: true } })))
        .filter(({ message }) => message.type === 'export.asked')
        .map(({ accountId }) => accountId),
    ).toContain(person('admin').accountId)
    await asOwner((tx) => tx.delivery.deleteMany())
    expect(await runExports()).toBe(0)
    await expect(answerExport(person('lead'), id, { agree: true })).rejects.toThrow(NotAllowed)
    await expect(answerExport(person('supervisor'), id, { agree: true })).rejects.toThrow(NotFound)
    await answerExport(person('admin'), id, { agree: true })
    await expect(answerExport(person('admin'), id, { agree: false })).rejects.toThrow(Changed)
    expect(await runExports()).toBe(1)
    expect(await stateOf(id)).toBe('ready')
    expect(await toldOf()).toContain(`export.ready to account:${person('lead').accountId}`)
  })

  it('is not made where they do not agree, or do not answer in a week', async () => {
    const [refused, late] = [await askFor(person('desk')), await askFor(person('lead'))]
    await answerExport(person('lead'), refused, { agree: false })
    expect(await runExports()).toBe(0)
    await atMoment(addDays(now(), 8), expireExports)
    expect([await stateOf(refused), await stateOf(late)]).toEqual(['refused', 'expired'])
  })

  it('cannot be had by asking while it is small', async () => {
    const id = await askFor(person('lead'), { kind: 'outcomes' })
    expect(await stateOf(id)).toBe('agreed')
    await asOwner((tx) => tx.export.update({ where: { id }, data: { kind: 'worklist' } }))
    await runExports()
    expect(await stateOf(id)).toBe('failed')
    expect(await asOwner((tx) => tx.exportPart.count())).toBe(0)
  })
})

describe('the work', () => {
  const agreed = async (who: string) => {
    const id = await askFor(person(who))
    await answerExport(person('admin'), id, { agree: true })
    return id
  }

  it('is done by one of several, and begun anew where one broke off, three times at most', async () => {
    const id = await agreed('desk')
    const claim = (after: number) =>
      asOwner(
        (tx) => tx.$queryRaw<{ attempt: number }[]>`
          select attempt from claim_export(${addMinutes(now(), after)}::timestamptz, '2 minutes')`,
      )
    expect([await claim(0), await claim(1)]).toEqual([[{ attempt: 1 }], []])
    const add = (attempt: number) =>
      asOwner(
        (tx) => tx.$queryRaw`
          select add_export_part(${id}::uuid, ${attempt}::integer, 0, '\\x00', 1, now()) as is`,
      )
    expect(await add(1)).toEqual([{ is: true }])
    expect([await claim(3), await claim(6), await claim(9)]).toEqual([
      [{ attempt: 2 }],
      [{ attempt: 3 }],
      [],
    ])
    expect(await add(1)).toEqual([{ is: false }])
    expect(await stateOf(id)).toBe('failed')
    expect(await eventsOf(id)).toEqual(['export.asked', 'export.agreed', 'export.failed'])
  })

  it('gives nothing to somebody whose account was closed meanwhile', async () => {
    const id = await agreed('desk')
    const change = (disabledAt: Date | null) =>
      asOwner((tx) =>
        tx.account.update({ where: { id: person('desk').accountId }, data: { disabledAt } }),
      )
    await change(now())
    expect(await runExports()).toBe(0)
    await change(null)
    expect(await stateOf(id)).toBe('failed')
  })
})

describe('the pages', () => {
  it('ask, agree, show how far it is and hand out the file as an attachment', async () => {
    const desk = { cookie: await cookieOf(person('desk')) }
    const admin = { cookie: await cookieOf(person('admin')) }
    const wrong = await post(ask, '/exports/new', {}, formOf({ reason: '' }), desk)
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('Enter what you need it for')
    const asked = await post(ask, '/exports/new', {}, formOf(), desk)
    const path = asked.headers.get('location') ?? ''
    const params = { export: path.split('/').at(-1) ?? '' }
    const seen = await (await get(show, path, params, admin)).text()
    expect(seen).toContain('Agree to the file')
    expect(await (await get(list, '/exports', {}, admin)).text()).toContain(
      'Waits for you to answer',
    )
    const agree = new URLSearchParams({ answer: 'agree' })
    await post(answer, `${path}/answer`, params, agree, admin)
    expect(await (await get(show, path, params, desk)).text()).toContain('<progress')
    await runExports()
    expect(await (await get(show, path, params, desk)).text()).toContain('Fetch the file')
    const file = await post(fetchFile, `${path}/fetch`, params, '', desk)
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="worklist-/)
    expect(file.headers.get('cache-control')).toBe('no-store')
    expect(await file.text()).toContain(references[0])
    expect(await eventsOf(params.export)).toContain('export.fetched')
  })
})
