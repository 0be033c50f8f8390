import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it, test } from 'vitest'
import { GET as showSearch, POST as postSearch } from '@/app/search/route'
import type { Actor } from '@/lib/access/actor'
import { findLikely } from '@/lib/casework/find-likely'
import { findMatches } from '@/lib/casework/find-matches'
import { termsOfSearch } from '@/lib/casework/search-terms'
import { withActor, withActorInSql } from '@/lib/database/with-actor'
import { NotAllowed } from '@/lib/refusals'
import { hashForFinding } from '@/lib/sealing/hash-terms'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { cookieOf, get, post } from '@/tests/support/requests'
import { sendTyped, typedOf } from '@/tests/support/send-answers'
import { workedCase } from '@/tests/support/worked-case'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)

/** Cases that differ in who may know what: a worked case, what is changed in it, and who sends it. */
const shapes = {
  named: ['V01', {}, 'council'],
  supported: ['V01', { consentNrm: 'refused', consentPoliceIdentity: 'refused' }, 'council'],
  unnamed: ['V14', {}, 'council'],
  child: ['V06', {}, 'council'],
  held: ['V05', {}, 'council'],
  tip: ['V13', {}, 'council'],
  hidden: ['V01', { implicated: 'referrer' }, 'nhs'],
  constable: ['V01', { implicated: 'police' }, 'council'],
} as const
type CaseName = keyof typeof shapes
const caseNames = Object.keys(shapes) as CaseName[]
const persons = caseNames.filter((name) => name !== 'tip')

/** What is found in nobody else's case: a name, the same as it sounds, a number and a place. */
const words: Readonly<Record<CaseName, readonly [name: string, sound: string, place: string]>> = {
  named: ['Balthasar', 'Baltasar', 'Abbotswick'],
  supported: ['Cressida', 'Kresida', 'Brackenhythe'],
  unnamed: ['Dragomir', 'Dragumir', 'Coldharbour'],
  child: ['Euphemia', 'Yufemia', 'Dunmowgate'],
  held: ['Ferdinand', 'Phertinant', 'Elderstubb'],
  tip: ['Nobody', 'Nobuddy', 'Foxholes'],
  hidden: ['Guinevere', 'Guineveer', 'Greyfriars'],
  constable: ['Leocadia', 'Leokadia', 'Hollowmead'],
}
const phoneOf = (name: CaseName) => `07700 900${String(400 + caseNames.indexOf(name))}`

const references = new Map<string, CaseName>()
const referenceOf = (name: CaseName) =>
  [...references].find(([, other]) => other === name)?.[0] ?? ''

const send = async (author: Actor, id: string, changes: object) =>
  (await sendTyped(author, typedOf({ ...workedCase(id), ...changes }))).reference

beforeAll(async () => {
  for (const name of caseNames) {
    const [id, changes, from] = shapes[name]
    const [givenNames, , place] = words[name]
    const reach = { contactChannels: ['phone'], contactPhone: phoneOf(name) }
    const who = name === 'tip' ? {} : { givenNames, familyName: undefined, ...reach }
    const reference = await send(person(`referrer.${from}`), id, {
      ...changes,
      ...who,
      placeNow: `Behind ${place}`,
    })
    references.set(reference, name)
  }
})

/** The cases that a person finds by something that only one case has. */
const foundBy = async (actor: Actor, wordOf: (name: CaseName) => string) => {
  const found: CaseName[] = []
  for (const name of caseNames) {
    const { matches } = await findMatches(actor, wordOf(name))
    expect(matches.length).toBeLessThanOrEqual(1)
    for (const { reference } of matches) found.push(references.get(reference) ?? name)
  }
  return found.join(' ')
}

const ofCouncil = 'named supported unnamed child held'
const table: readonly (readonly [
  name: string,
  finds: { readonly names: string; readonly places: string; readonly references: string },
])[] = [
  [
    'referrer.council',
    {
      names: `${ofCouncil} constable`,
      places: `${ofCouncil} tip constable`,
      references: `${ofCouncil} tip constable`,
    },
  ],
  [
    'colleague.referrer.council',
    { names: '', places: '', references: `${ofCouncil} tip constable` },
  ],
  ['referrer.nhs', { names: '', places: '', references: '' }],
  ['colleague.referrer.nhs', { names: '', places: '', references: '' }],
  ['referrer.charity', { names: '', places: '', references: '' }],
  [
    'officer',
    {
      names: 'named child',
      places: 'named child tip',
      references: 'named supported unnamed child tip',
    },
  ],
  [
    'supervisor',
    {
      names: 'named child hidden',
      places: 'named child tip hidden',
      references: 'named supported unnamed child tip hidden',
    },
  ],
  [
    'beacon',
    {
      names: 'named supported hidden constable',
      places: 'named supported hidden constable',
      references: 'named supported hidden constable',
    },
  ],
  [
    'desk',
    {
      names: 'named child hidden constable',
      places: 'named child hidden constable',
      references: 'named child hidden constable',
    },
  ],
  ['lead', { names: '', places: '', references: caseNames.join(' ') }],
]

describe.each(table)('%s', (name, finds) => {
  const actor = () => person(name)

  test(`finds by the exact name: ${finds.names || 'nothing'}`, async () => {
    expect(await foundBy(actor(), (one) => words[one][0])).toBe(finds.names)
  })

  test('finds the same by how the name sounds, and by the phone number', async () => {
    expect(await foundBy(actor(), (one) => words[one][1])).toBe(finds.names)
    expect(await foundBy(actor(), phoneOf)).toBe(finds.names)
  })

  test(`finds by the place: ${finds.places || 'nothing'}`, async () => {
    expect(await foundBy(actor(), (one) => words[one][2])).toBe(finds.places)
  })

  test(`finds by the reference: ${finds.references || 'nothing'}`, async () => {
    const typed = (one: CaseName) => referenceOf(one).toLowerCase().replaceAll('-', ' ')
    expect(await foundBy(actor(), typed)).toBe(finds.references)
  })

  test('finds no more in the database itself, past the verb', async () => {
    const terms = JSON.stringify(
      hashForFinding(persons.flatMap((one) => termsOfSearch(words[one][0]))),
    )
    const { all, named } = await withActor(actor(), async (tx) => ({
      all: await tx.searchTerm.findMany({ select: { referral: { select: { reference: true } } } }),
      named: await tx.$queryRaw<{ reference: string }[]>`
        SELECT reference FROM search_term JOIN referral ON referral.id = search_term.referral_id
        WHERE term IN (SELECT decode(term, 'hex') FROM jsonb_to_recordset(${terms}::jsonb) AS t (term text))`,
    }))
    const casesOf = (rows: readonly { readonly reference: string }[]) => {
      const found = new Set(rows.map(({ reference }) => references.get(reference)))
      return caseNames.filter((one) => found.has(one)).join(' ')
    }
    expect(casesOf(all.map(({ referral }) => referral))).toBe(finds.places)
    expect(casesOf(named)).toBe(finds.names)
  })
})

test.each(table)(
  '%s finds a person where they may read who it is, and nowhere else',
  async (name) => {
    const read = await withActor(person(name), async (tx) => ({
      identities: await tx.identity.findMany({ select: { referralId: true } }),
      terms: await tx.searchTerm.findMany({
        where: { part: 'identity' },
        distinct: 'referralId',
        select: { referralId: true },
      }),
    }))
    const tip = await asOwner((tx) =>
      tx.referral.findUniqueOrThrow({ where: { reference: referenceOf('tip') } }),
    )
    const idsOf = (rows: readonly { readonly referralId: string }[]) =>
      rows.map(({ referralId }) => referralId).filter((id) => id !== tip.id)
    expect(idsOf(read.terms).sort()).toEqual(idsOf(read.identities).sort())
  },
)

test.each(['admin', 'auditor'])('%s may not search', async (name) => {
  await expect(findMatches(person(name), 'Balthasar')).rejects.toBeInstanceOf(NotAllowed)
  await expect(findMatches(person(name), '')).rejects.toBeInstanceOf(NotAllowed)
  expect(await withActor(person(name), (tx) => tx.searchTerm.count())).toBe(0)
})

test.each([
  ['support', 'named'],
  ['advice', ''],
])('a case that is shared for %s is found by its name as: %s', async (purpose, found) => {
  const reference = referenceOf('named')
  const charity = person('referrer.charity')
  const share = await asOwner(async (tx) => {
    const { id: referralId } = await tx.referral.findUniqueOrThrow({ where: { reference } })
    return tx.share.create({
      data: {
        id: randomUUID(),
        referralId,
        kind: 'share',
        fromOrganisationId: person('beacon').organisation.id,
        toOrganisationId: charity.organisation.id,
        purpose,
        basis: purpose === 'advice' ? 'no_identity' : 'consent',
        offeredAt: new Date(),
        offeredBy: person('beacon').accountId,
        acceptedAt: new Date(),
        acceptedBy: charity.accountId,
      },
    })
  })
  expect(await foundBy(charity, (one) => words[one][0])).toBe(found)
  expect(await foundBy(charity, referenceOf)).toBe('named')
  await asOwner((tx) => tx.share.update({ where: { id: share.id }, data: { endedAt: new Date() } }))
  expect(await foundBy(charity, (one) => words[one][0])).toBe('')
})

test('nobody learns whether a case has a name by adding it', async () => {
  const add = (referralId: string, typed: string) =>
    withActorInSql(person('officer'), async (tx) => {
      const [name] = hashForFinding(termsOfSearch(typed))
      await tx.$queryRaw`
        insert into search_term (term, referral_id, kind, part, added_at)
        values (decode(${name?.term ?? ''}, 'hex'), ${referralId}::uuid, 'name', 'identity', now())
        on conflict do nothing`
    })
  const { id } = await asOwner((tx) =>
    tx.referral.findUniqueOrThrow({ where: { reference: referenceOf('unnamed') } }),
  )
  await expect(add(id, words.unnamed[0])).rejects.toThrow(/row-level security/)
  await expect(add(id, 'Somebody')).rejects.toThrow(/row-level security/)
})

describe('what is found', () => {
  it('says why and what a list may show, and nothing that was typed', async () => {
    const { matches } = await findMatches(person('beacon'), 'Balthasar')
    expect(matches).toEqual([
      {
        reference: referenceOf('named'),
        reasons: ['name'],
        ageGroup: 'adult',
        area: 'stevenage',
        exploitationTypes: expect.any(Array) as unknown,
        priority: 'P3',
        primary: 'NRM',
        submittedAt: expect.any(Date) as unknown,
        items: [{ queue: 'BEACON', state: 'new' }],
      },
    ])
  })

  it('is recorded by kind and number, never by what was typed', async () => {
    await findMatches(person('officer'), 'Balthasar 07700 900400')
    await findMatches(person('officer'), 'Dragomir')
    const events = await asOwner((tx) =>
      tx.event.findMany({ where: { type: 'search.made' }, orderBy: { sequence: 'desc' }, take: 2 }),
    )
    expect(events.map(({ detail }) => detail)).toEqual([
      { matched: [], count: 0 },
      { matched: ['phone', 'name'], count: 1 },
    ])
    expect(events.map(({ referralId }) => referralId)).toEqual([null, null])
  })

  it('is nothing, and nothing is recorded, where nothing is typed', async () => {
    const count = () => asOwner((tx) => tx.event.count({ where: { type: 'search.made' } }))
    const before = await count()
    expect(await findMatches(person('officer'), ' \n ')).toEqual({ matches: [], more: false })
    expect(await count()).toBe(before)
  })
})

describe('the order', () => {
  const sent: string[] = []
  const people = [
    { givenNames: 'Teodora', familyName: 'Wisniewska', contactPhone: '07700 900501' },
    { givenNames: 'Teodora', familyName: 'Kalinina', contactPhone: '07700 900502' },
    { givenNames: 'Theodora', familyName: 'Marchetti', contactPhone: '07700 900503' },
    { givenNames: 'Vasile', familyName: 'Bratu', contactPhone: '07700 900504' },
    { givenNames: 'Sanjay', familyName: 'Rao', placeNow: 'The Teodora café' },
  ]
  beforeAll(async () => {
    for (const changes of people) sent.push(await send(person('referrer.nhs'), 'V01', changes))
  })
  const orderOf = async (typed: string) =>
    (await findMatches(person('officer'), typed)).matches.map(({ reference, reasons }) => [
      sent.indexOf(reference),
      reasons,
    ])

  test('is the phone number, both names, one name, how it sounds, the place', async () => {
    expect(await orderOf('Teodora Wisniewska 07700 900504')).toEqual([
      [3, ['phone']],
      [0, ['name']],
      [1, ['name']],
      [2, ['sound']],
      [4, ['place']],
    ])
  })

  test('begins with the reference, though it has the letters of a name', async () => {
    const [first = ''] = sent
    expect(await orderOf(first)).toEqual([[0, ['reference']]])
  })

  test('is of the newest among equals, fifty at most, and says that there are others', async () => {
    const more = await Promise.all(
      Array.from({ length: 51 }, () =>
        send(person('referrer.nhs'), 'V01', { givenNames: 'Zuleikha', familyName: undefined }),
      ),
    )
    const { matches, more: others } = await findMatches(person('officer'), 'Zuleikha')
    expect(others).toBe(true)
    expect(matches).toHaveLength(50)
    expect(more).toEqual(expect.arrayContaining(matches.map(({ reference }) => reference)))
    const times = matches.map(({ submittedAt }) => submittedAt.getTime())
    expect(times).toEqual(times.toSorted((a, b) => b - a))
  })
})

describe('possible matches of a case', () => {
  const base = {
    givenNames: 'Ilinca',
    familyName: 'Munteanu',
    contactPhone: '07700 900600',
    placeNow: '4 Larkspur Yard, SG1 9ZZ',
  }
  const other = {
    givenNames: 'Quentin',
    familyName: 'Oyelaran',
    contactPhone: '07700 900601',
    placeNow: '9 Somewhere Else',
  }
  const likelyIn = async (actor: Actor, reference: string) =>
    withActorInSql(actor, async (tx) => {
      const [row] = await tx.$queryRaw<{ id: string }[]>`
        select id from referral where reference = ${reference}`
      return row ? findLikely(tx, row.id) : []
    })
  const reasonsFor = async (actor: Actor, one: string, two: string) =>
    (await likelyIn(actor, one)).find(({ reference }) => reference === two)?.reasons
  let first = ''
  beforeAll(async () => {
    first = await send(person('referrer.council'), 'V01', base)
  })

  it.each([
    ['the same phone number', { contactPhone: '+44 7700 900600' }, ['phone']],
    [
      'the same two names elsewhere',
      { givenNames: 'Ilinca', familyName: 'Munteanu', areaNow: 'watford' },
      ['name'],
    ],
    [
      'names that sound alike in the same area',
      { givenNames: 'Illinka', familyName: 'Muntianu' },
      ['sound'],
    ],
    ['the same postcode', { placeNow: 'A flat, sg19zz' }, ['place']],
    ['two words of the place', { placeNow: 'By the Larkspur Yard' }, ['place']],
    [
      'names that sound alike elsewhere',
      { givenNames: 'Illinka', familyName: 'Muntianu', areaNow: 'watford' },
      undefined,
    ],
    ['one of two names', { givenNames: 'Ilinca' }, undefined],
    ['one word of the place', { placeNow: 'Larkspur Drive' }, undefined],
    ['nothing', {}, undefined],
  ])('%s', async (_, changes, reasons) => {
    const second = await send(person('referrer.council'), 'V01', { ...other, ...changes })
    expect(await reasonsFor(person('officer'), first, second)).toEqual(reasons)
    expect(await reasonsFor(person('officer'), second, first)).toEqual(reasons)
  })

  it('are never the case itself', async () => {
    expect(await reasonsFor(person('officer'), first, first)).toBeUndefined()
  })

  it('are found of a tip by its place', async () => {
    const tip = await send(person('referrer.council'), 'V13', { placeNow: 'Larkspur Yard' })
    expect(await reasonsFor(person('officer'), tip, first)).toEqual(['place'])
    expect(await reasonsFor(person('officer'), first, tip)).toEqual(['place'])
    expect(await likelyIn(person('lead'), tip)).toEqual([])
  })

  it('are no way to a name that is withheld', async () => {
    const refuses = { consentNrm: 'refused', consentPoliceIdentity: 'refused' }
    const withheld = await send(person('referrer.council'), 'V01', { ...base, ...refuses })
    expect(await reasonsFor(person('officer'), first, withheld)).toBeUndefined()
    expect(await likelyIn(person('officer'), withheld)).toEqual([])
    expect(await reasonsFor(person('beacon'), first, withheld)).toEqual(['phone', 'name', 'place'])
  })
})

describe('the page', () => {
  const search = async (name: string, typed: string) =>
    post(postSearch, '/search', {}, new URLSearchParams({ search: typed }), {
      cookie: await cookieOf(person(name)),
    })

  it('posts what is typed, so that no address holds it', async () => {
    const answer = await get(
      showSearch,
      '/search',
      {},
      { cookie: await cookieOf(person('officer')) },
    )
    expect(answer.status).toBe(200)
    expect(await answer.text()).toMatch(/<form[^>]* action="\/search" method="post"/)
  })

  it('draws what was found where it was posted, with what was typed', async () => {
    const answer = await search('officer', 'Balthasar')
    const html = await answer.text()
    expect(answer.status).toBe(200)
    expect(html).toContain('1 referral found')
    expect(html).toContain(`href="/cases/${referenceOf('named')}"`)
    expect(html).toContain('value="Balthasar"')
    expect(html).not.toMatch(/<title>[^<]*Balthasar|href="[^"]*Balthasar/i)
  })

  it('says that nothing was found', async () => {
    expect(await (await search('officer', 'Dragomir')).text()).toContain('Nothing found')
  })

  it('asks for something where nothing was typed', async () => {
    const answer = await search('officer', '  ')
    expect(answer.status).toBe(422)
    expect(
      (await answer.text()).match(/Enter a reference, a name, a phone number or a place/g),
    ).toHaveLength(2)
  })

  it.each(['admin', 'auditor'])('is refused to %s', async (name) => {
    expect((await search(name, 'Balthasar')).status).toBe(403)
    const cookie = await cookieOf(person(name))
    expect((await get(showSearch, '/search', {}, { cookie })).status).toBe(403)
  })
})
