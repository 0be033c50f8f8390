import { randomBytes, randomUUID } from 'node:crypto'
import { addMinutes } from 'date-fns'
import { beforeEach, describe, expect, it } from 'vitest'
import { POST as assign } from '@/app/queues/[queue]/assign/route'
import { GET as showQueue } from '@/app/queues/[queue]/route'
import { POST as keepView } from '@/app/queues/[queue]/views/route'
import { GET as showWorkload } from '@/app/queues/[queue]/workload/route'
import type { Role } from '@/lib/access/roles'
import { assignItems } from '@/lib/casework/assign-items'
import { writeTicked } from '@/lib/casework/assigned'
import { badgeNames } from '@/lib/casework/badges'
import { deleteView } from '@/lib/casework/delete-view'
import { findWorklist } from '@/lib/casework/find-worklist'
import { findWorkload } from '@/lib/casework/find-workload'
import { saveView } from '@/lib/casework/save-view'
import { takeAction } from '@/lib/casework/take-action'
import { readView, tabs, viewOf, type View } from '@/lib/casework/view'
import { countedTo, pageSize } from '@/lib/casework/worklist'
import { recordOverride } from '@/lib/consent/record-override'
import { makeReference } from '@/lib/referral/reference'
import { NotFound } from '@/lib/refusals'
import type { Destination } from '@/lib/routing/queues'
import { demonstrationAccounts } from '@/prisma/demonstration-accounts'
import { casework } from '@/tests/support/casework'
import { say, withdraw } from '@/tests/support/consents'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { referralRow } from '@/tests/support/cases'
import { openWithReason } from '@/tests/support/open-with-reason'
import { cookieOf, get, post } from '@/tests/support/requests'
import { sendTyped, typedOf } from '@/tests/support/send-answers'
import { workedCase } from '@/tests/support/worked-case'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const { send, act } = casework(database)

const noon = new Date('2026-11-18T12:00:00Z')

interface Shape {
  readonly queue?: Destination
  readonly handlerId?: string
  readonly priority?: string
  readonly enteredAt?: Date
  readonly dueAt?: Date
  readonly identity?: string
  readonly area?: string | null
  readonly ageGroup?: string
  readonly badges?: string[]
  readonly ownerId?: string
  readonly acceptedAt?: Date
  readonly pausedAt?: Date
  readonly pausedFor?: string
  readonly finishedAt?: Date
  readonly finishedAs?: string
}

/** Puts items in a queue as they would stand there after all sorts of acts. */
const place = async (shapes: readonly Shape[]) => {
  const author = person('referrer.nhs')
  const rows = shapes.map((shape) => {
    const id = randomUUID()
    const reference = makeReference(randomBytes(8))
    const row = referralRow(author, id, reference, { items: [] })
    const copied = { reference, organisationId: row.organisationId, referralId: id }
    const usual = { queue: 'POLICE', kind: 'case', identity: 'shared', priority: 'P2' }
    return { row, item: { ...usual, enteredAt: noon, dueAt: noon, ...copied, ...shape } }
  })
  await asOwner(async (tx) => {
    await tx.referral.createMany({ data: rows.map(({ row }) => row) })
    await tx.item.createMany({ data: rows.map(({ item }) => item) })
  })
  return rows.map(({ item }) => item.reference)
}

const seen = (query: string): View => readView('POLICE', new URLSearchParams(query))
const found = async (query: string, name = 'officer') => {
  const { items } = await findWorklist(person(name), 'POLICE', seen(query))
  return items.map(({ reference }) => reference)
}

beforeEach(() =>
  asOwner(async (tx) => {
    await tx.item.deleteMany()
    await tx.savedView.deleteMany()
  }),
)

describe('the order of a list', () => {
  it('is by how soon, and the longest waiting first among equals', async () => {
    const [late, urgent, early] = await place([
      { priority: 'P2', enteredAt: addMinutes(noon, 5) },
      { priority: 'P1', enteredAt: addMinutes(noon, 9) },
      { priority: 'P2', enteredAt: noon },
    ])
    expect(await found('')).toEqual([urgent, early, late])
  })

  it.each([
    ['due', [1, 0, 2]],
    ['oldest', [2, 1, 0]],
    ['newest', [0, 1, 2]],
  ])('is by %s where the officer asks for that', async (sort, order) => {
    const placed = await place([
      { enteredAt: addMinutes(noon, 3), dueAt: addMinutes(noon, 20) },
      { enteredAt: addMinutes(noon, 2), dueAt: addMinutes(noon, 10) },
      { enteredAt: addMinutes(noon, 1), dueAt: addMinutes(noon, 30) },
    ])
    expect(await found(`sort=${sort}`)).toEqual(order.map((index) => placed[index]))
  })

  it('of what is finished is the last finished first', async () => {
    const placed = await place(
      [1, 3, 2].map((minutes) => ({
        finishedAt: addMinutes(noon, minutes),
        finishedAs: 'closed',
      })),
    )
    expect(await found('tab=finished')).toEqual([1, 2, 0].map((index) => placed[index]))
  })

  it.each(
    Object.entries(tabs).flatMap(([tab, { sorts }]) =>
      sorts.filter(() => tab === 'all' || tab === 'finished').map((sort) => [tab, sort] as const),
    ),
  )('page after page of “%s” by %s gives each item once', async (tab, sort) => {
    const finished = tab === 'finished' ? { finishedAs: 'closed' } : {}
    const placed = await place(
      Array.from({ length: pageSize * 2 + 5 }, (_, index) => ({
        priority: `P${1 + (index % 3)}`,
        // Many stand at the same moment, so that only their ids tell them apart.
        enteredAt: addMinutes(noon, index % 4),
        dueAt: addMinutes(noon, index % 5),
        ...finished,
        ...(tab === 'finished' && { finishedAt: addMinutes(noon, index % 3) }),
      })),
    )
    let view = seen(`tab=${tab}&sort=${sort}`)
    const pages: string[][] = []
    for (;;) {
      const { items, next } = await findWorklist(person('officer'), 'POLICE', view)
      pages.push(items.map(({ reference }) => reference))
      if (!next) break
      view = { ...view, after: next }
    }
    expect(pages.map(({ length }) => length)).toEqual([pageSize, pageSize, 5])
    expect(pages.flat().sort()).toEqual([...placed].sort())
  })
})

describe('the tabs', () => {
  const shapes = (): Record<string, Shape> => ({
    untouched: {},
    accepted: { acceptedAt: noon, ownerId: person('supervisor').accountId },
    mine: { acceptedAt: noon, ownerId: person('officer').accountId },
    asked: { pausedAt: noon, pausedFor: 'referrer' },
    'held and mine': { pausedAt: noon, pausedFor: 'date', ownerId: person('officer').accountId },
    declined: { finishedAt: noon, finishedAs: 'declined', ownerId: person('officer').accountId },
  })
  it.each([
    ['new', ['untouched']],
    ['mine', ['mine', 'held and mine']],
    ['waiting', ['asked', 'held and mine']],
    ['all', ['untouched', 'accepted', 'mine', 'asked', 'held and mine']],
    ['finished', ['declined']],
  ] as const)('“%s” holds: %s, and counts them', async (tab, expected) => {
    const placed = await place(Object.values(shapes()))
    const names = Object.keys(shapes())
    const { items, counts } = await findWorklist(person('officer'), 'POLICE', viewOf(tab))
    const held = items.map(({ reference }) => names[placed.indexOf(reference)])
    expect(held.sort()).toEqual([...expected].sort())
    expect(counts[tab]).toBe(expected.length)
  })

  it('count no further than is of use', async () => {
    await place(Array.from({ length: countedTo + 5 }, () => ({})))
    const { counts } = await findWorklist(person('officer'), 'POLICE')
    expect(counts.new).toBe(countedTo + 1)
    const cookie = await cookieOf(person('officer'))
    const page = await get(showQueue, '/queues/police', { queue: 'police' }, { cookie })
    expect(await page.text()).toContain('New (1,000+)')
  })
})

describe('a filter', () => {
  const long = new Date('2020-01-01T00:00:00Z')
  const far = new Date('2999-01-01T00:00:00Z')
  it.each<[string, string, Shape, Shape]>([
    ['priority', 'priority=P1', { priority: 'P1' }, { priority: 'P3' }],
    ['two priorities', 'priority=P1&priority=P2', { priority: 'P2' }, { priority: 'P3' }],
    ['badge', 'badge=danger', { badges: ['danger', 'child'] }, { badges: ['child'] }],
    [
      'two badges',
      'badge=many&badge=medical',
      { badges: ['child', 'many'] },
      { badges: ['child'] },
    ],
    ['area', 'area=stevenage', { area: 'stevenage' }, { area: 'watford' }],
    ['no area', 'area=none', { area: null }, { area: 'watford' }],
    ['an area or none', 'area=stevenage&area=none', { area: null }, { area: 'watford' }],
    ['age group', 'age=child', { ageGroup: 'child' }, { ageGroup: 'adult' }],
    ['overdue', 'due=overdue', { dueAt: long }, { dueAt: far }],
    [
      'overdue, while the clock runs',
      'due=overdue&tab=all',
      { dueAt: long },
      { dueAt: long, pausedAt: noon, pausedFor: 'date' },
    ],
    ['named', 'identity=shared', { identity: 'shared' }, { identity: 'withheld' }],
    [
      'state',
      'tab=all&state=held',
      { pausedAt: noon, pausedFor: 'date' },
      { pausedAt: noon, pausedFor: 'referrer' },
    ],
    [
      'all of several',
      'priority=P1&area=none',
      { priority: 'P1' },
      { priority: 'P1', area: 'watford' },
    ],
  ])('by %s (%s) keeps what fits and nothing else', async (_, query, fits, other) => {
    const [first] = await place([fits, other])
    expect(await found(query)).toEqual([first])
  })

  it('by owner knows me, nobody and a colleague', async () => {
    const [officer, supervisor] = [person('officer').accountId, person('supervisor').accountId]
    const [mine, theirs, free] = await place([{ ownerId: officer }, { ownerId: supervisor }, {}])
    expect(await found('tab=all&owner=me')).toEqual([mine])
    expect(await found(`tab=all&owner=${supervisor}`)).toEqual([theirs])
    expect(await found('tab=all&owner=nobody')).toEqual([free])
    expect((await found('tab=all&owner=nobody&owner=me')).sort()).toEqual([mine, free].sort())
  })

  it('by a badge has an index of the list for each that there is', async () => {
    const indexes = await asOwner(
      (tx) => tx.$queryRaw<{ indexname: string; indexdef: string }[]>`
        select indexname, indexdef from pg_indexes
        where tablename = 'item' and indexname like 'item\_open\_with\_%'`,
    )
    const held = indexes.map(({ indexname, indexdef }) => [
      indexname.replace('item_open_with_', ''),
      /'(\w+)'::text = ANY \(badges\)/.exec(indexdef)?.[1],
    ])
    expect(held.sort()).toEqual(badgeNames.map((name) => [name, name]).sort())
  })
})

describe('who sees what', () => {
  const working = (...roles: readonly Role[]) =>
    demonstrationAccounts
      .filter(({ role }) => roles.includes(role))
      .map(({ name }) => name)
      .sort()
  const namesOf = (workers: readonly { name: string }[]) => workers.map(({ name }) => name).sort()

  it('a desk sees what was handed to it and what nobody has, and never another desk’s', async () => {
    const desk = person('desk')
    const other = person('referrer.salvationarmy').organisation.id
    const [ours, , free] = await place([
      { queue: 'NRM', handlerId: desk.organisation.id },
      { queue: 'NRM', handlerId: other },
      { queue: 'NRM' },
    ])
    const { items, counts } = await findWorklist(desk, 'NRM')
    expect(items.map(({ reference }) => reference).sort()).toEqual([ours, free].sort())
    expect(counts.new).toBe(2)
    expect((await findWorklist(person('lead'), 'NRM')).counts.new).toBe(3)
  })

  it('what is on hold is the safeguarding lead’s, who works it', async () => {
    const [held] = await place([{ queue: 'HOLD' }])
    const { items, workers } = await findWorklist(person('lead'), 'HOLD')
    expect(items.map(({ reference }) => reference)).toEqual([held])
    expect(namesOf(workers)).toEqual(working('safeguarding_lead'))
    for (const name of ['officer', 'desk', 'beacon', 'admin', 'auditor', 'referrer.nhs'])
      await expect(findWorklist(person(name), 'HOLD')).rejects.toEqual(new NotFound())
  })

  it('work is given to those who work the queue', async () => {
    const { workers } = await findWorklist(person('officer'), 'POLICE')
    expect(namesOf(workers)).toEqual(working('police_triage_officer', 'police_supervisor'))
    const desk = person('desk').organisation.slug
    expect(namesOf((await findWorklist(person('desk'), 'NRM')).workers)).toEqual(
      demonstrationAccounts
        .filter(
          ({ role, organisation }) => role === 'first_responder_desk' && organisation === desk,
        )
        .map(({ name }) => name)
        .sort(),
    )
  })
})

describe('a saved view', () => {
  const named = (view: string) => new URLSearchParams({ view })
  const viewsOf = async (name: string, queue: Destination = 'POLICE') =>
    (await findWorklist(person(name), queue)).views.map(({ name: called, address }) => [
      called,
      address,
    ])

  it('is the officer’s own, in its queue', async () => {
    const view = { ...seen('tab=all&priority=P1&sort=due'), open: undefined }
    expect((await saveView(person('officer'), 'POLICE', view, named('Urgent'))).problems).toEqual(
      [],
    )
    expect(await viewsOf('officer')).toEqual([['Urgent', 'tab=all&sort=due&priority=P1']])
    expect(await viewsOf('supervisor')).toEqual([])
    expect(await viewsOf('lead')).toEqual([])
  })

  it('is replaced by one of the same name', async () => {
    for (const query of ['tab=mine', 'tab=waiting'])
      await saveView(person('officer'), 'POLICE', seen(query), named('Today'))
    expect(await viewsOf('officer')).toEqual([['Today', 'tab=waiting']])
  })

  it('is deleted by whoever saved it, and by nobody else', async () => {
    await saveView(person('officer'), 'POLICE', seen('tab=mine'), named('Mine'))
    const [view] = (await findWorklist(person('officer'), 'POLICE')).views
    await deleteView(person('supervisor'), 'POLICE', view?.id ?? '')
    expect(await viewsOf('officer')).toHaveLength(1)
    await deleteView(person('officer'), 'POLICE', view?.id ?? '')
    expect(await viewsOf('officer')).toEqual([])
    await expect(deleteView(person('officer'), 'POLICE', 'nothing')).rejects.toEqual(new NotFound())
  })

  it('without a name is not saved, and the page says so beside the field', async () => {
    const form = new URLSearchParams({ address: 'tab=all&priority=P1', view: '  ' })
    const cookie = await cookieOf(person('officer'))
    const answer = await post(keepView, '/queues/police/views', { queue: 'police' }, form, {
      cookie,
    })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('href="#view">Enter a name for the view')
    expect(html).toContain('value="tab=all&amp;priority=P1"')
    expect(await viewsOf('officer')).toEqual([])
  })

  it('is not kept of a queue that the actor does not work', async () => {
    const act = saveView(person('beacon'), 'POLICE', seen(''), named('Police'))
    await expect(act).rejects.toEqual(new NotFound())
  })
})

describe('several cases', () => {
  const references: string[] = []
  const versions = async () => {
    const rows = await asOwner((tx) =>
      tx.item.findMany({ where: { queue: 'POLICE' }, orderBy: { enteredAt: 'asc' } }),
    )
    return rows.map(({ reference, version, ownerId }) => ({ reference, version, ownerId }))
  }
  beforeEach(async () => {
    references.length = 0
    for (let sent = 0; sent < 3; sent += 1) {
      const typed = typedOf(workedCase('V16'))
      references.push((await sendTyped(person('referrer.nhs'), typed)).reference)
    }
  })
  const formOf = (items: readonly { reference: string; version: number }[], owner: string) =>
    new URLSearchParams([...items.map((item) => ['item', writeTicked(item)]), ['owner', owner]])

  it('are assigned at once, but for the one that somebody else changed meanwhile', async () => {
    const ticked = await versions()
    const supervisor = person('supervisor').accountId
    const [first] = ticked
    if (!first) throw new Error('Nothing was sent')
    await takeAction(person('officer'), {
      ...first,
      queue: 'POLICE',
      action: 'accept',
      form: new URLSearchParams(),
    })
    const done = await assignItems(person('officer'), 'POLICE', formOf(ticked, supervisor))
    expect(done).toEqual({ assigned: 2, changed: 1, blocked: 0 })
    expect((await versions()).map(({ ownerId }) => ownerId)).toEqual([
      person('officer').accountId,
      supervisor,
      supervisor,
    ])
  })

  it('are assigned by a form, which leads back to the list and says how many', async () => {
    const form = formOf(await versions(), person('officer').accountId)
    form.set('address', 'tab=all&priority=P1')
    const cookie = await cookieOf(person('supervisor'))
    const answer = await post(assign, '/queues/police/assign', { queue: 'police' }, form, {
      cookie,
    })
    expect(answer.headers.get('location')).toBe('/queues/police?tab=all&priority=P1&assigned=3.0.0')
    const path = '/queues/police?assigned=3.0.0'
    const page = await get(showQueue, path, { queue: 'police' }, { cookie })
    expect(await page.text()).toContain('3 cases were assigned.')
  })

  it.each([
    ['nothing is selected', '', 'officer', '#item', 'Select what to assign'],
    ['nobody is chosen', 'all', '', '#assign-owner', 'Select whom to assign it to'],
    ['the one chosen works elsewhere', 'all', 'beacon', '#assign-owner', 'Select somebody who'],
  ])('are not assigned where %s', async (_, items, owner, field, message) => {
    const form = formOf(items ? await versions() : [], owner ? person(owner).accountId : '')
    const cookie = await cookieOf(person('officer'))
    const answer = await post(assign, '/queues/police/assign', { queue: 'police' }, form, {
      cookie,
    })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain(`href="${field}">${message}`)
    expect((await versions()).map(({ ownerId }) => ownerId)).toEqual([null, null, null])
  })

  it('that somebody cannot see are left alone, and nothing is said of them', async () => {
    const [item] = await versions()
    if (!item) throw new Error('Nothing was sent')
    const form = formOf([item], person('desk').accountId)
    await expect(assignItems(person('desk'), 'POLICE', form)).rejects.toEqual(new NotFound())
  })

  it('are shown without the name of a person', async () => {
    const { givenNames = '', familyName = '' } = workedCase('V16')
    const cookie = await cookieOf(person('officer'))
    const page = await get(showQueue, '/queues/police', { queue: 'police' }, { cookie })
    const html = await page.text()
    for (const reference of references) expect(html).toContain(reference)
    for (const name of [givenNames, familyName].filter(Boolean)) expect(html).not.toContain(name)
  })
})

describe('the workload', () => {
  it('says of each officer how much is open and overdue, and of what nobody has', async () => {
    const officer = person('officer').accountId
    const long = new Date('2020-01-01T00:00:00Z')
    const far = new Date('2999-01-01T00:00:00Z')
    await place([
      { ownerId: officer, dueAt: long, enteredAt: addMinutes(noon, 1) },
      { ownerId: officer, dueAt: far },
      { ownerId: officer, dueAt: long, pausedAt: noon, pausedFor: 'date' },
      { ownerId: officer, finishedAt: noon, finishedAs: 'closed' },
      { dueAt: far },
    ])
    const lines = await findWorkload(person('supervisor'), 'POLICE')
    const shown = lines.map(({ name, open, overdue, oldest }) => [name, open, overdue, oldest])
    expect(shown.slice(0, 2)).toEqual([
      [null, 1, 0, noon],
      [person('officer').name, 3, 1, noon],
    ])
    expect(shown).toContainEqual([person('supervisor').name, 0, 0, null])
    const cookie = await cookieOf(person('lead'))
    const page = await get(showWorkload, '/queues/police/workload', { queue: 'police' }, { cookie })
    expect(await page.text()).toContain(person('officer').name)
  })

  it('is for those who work the queue, and the lead', async () => {
    for (const name of ['beacon', 'desk', 'admin', 'referrer.nhs'])
      await expect(findWorkload(person(name), 'POLICE')).rejects.toEqual(new NotFound())
  })
})

describe('work on which nothing moves', () => {
  const listOf = async (name: string, queue: string, reference: string) => {
    const cookie = await cookieOf(person(name))
    const page = await get(showQueue, `/queues/${queue}?tab=all`, { queue }, { cookie })
    const text = await page.text()
    const [row = ''] = text.split('<tr').filter((one) => one.includes(reference))
    return row.replace(/<[^>]*>/g, ' ')
  }
  const begun = async () => {
    const reference = await send(person('referrer.nhs'), 'V16')
    await act(person('beacon'), reference, 'BEACON', 'accept')
    await act(person('desk'), reference, 'NRM', 'accept')
    await act(person('desk'), reference, 'NRM', 'confirm_consent')
    await act(person('desk'), reference, 'NRM', 'submit')
    return reference
  }

  it('says so, and why, once the person has taken back what they agreed to', async () => {
    const reference = await begun()
    expect(await listOf('beacon', 'beacon', reference)).not.toContain('Stopped')
    await withdraw(person('referrer.nhs'), reference, 'support', 'nrm')
    for (const [name, queue] of [
      ['beacon', 'beacon'],
      ['desk', 'nrm'],
    ] as const) {
      const row = await listOf(name, queue, reference)
      expect(row).toContain('Stopped')
      expect(row).toContain('They changed their mind')
    }
    await say(person('beacon'), reference, 'support', { answer: 'given' })
    expect(await listOf('beacon', 'beacon', reference)).not.toContain('Stopped')
    expect(await listOf('desk', 'nrm', reference)).toContain('Stopped')
  })

  it('says so no more where somebody overrules it', async () => {
    const reference = await begun()
    await withdraw(person('referrer.nhs'), reference, 'nrm')
    expect(await listOf('desk', 'nrm', reference)).toContain('Stopped')
    await openWithReason(person('lead'), reference)
    const words = 'The court made an order on Monday.'
    const form = new URLSearchParams({ purpose: 'nrm', basis: 'court_order', words })
    await recordOverride(person('lead'), reference, form)
    expect(await listOf('desk', 'nrm', reference)).not.toContain('Stopped')
  })

  it('says whether it waits for the referrer or until a date', async () => {
    const reference = await begun()
    await act(person('beacon'), reference, 'BEACON', 'ask')
    expect(await listOf('beacon', 'beacon', reference)).toMatch(/Waiting[^]*waits for an answer/)
    const other = await begun()
    await act(person('beacon'), other, 'BEACON', 'hold')
    expect(await listOf('beacon', 'beacon', other)).toMatch(/On hold[^]*waits until \d/)
  })
})
