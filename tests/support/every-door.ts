import { randomBytes, randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { setGoal } from '@/lib/casework/set-goal'
import { writeNote } from '@/lib/casework/write-note'
import { fieldSets, type Audience } from '@/lib/disclosure/field-sets'
import { environment } from '@/lib/environment'
import type { RawAnswers } from '@/lib/journey/question'
import { paperNames } from '@/lib/papers/papers'
import { findDetails } from '@/lib/referral/find-details'
import { questionOf } from '@/lib/referral/question-of'
import { makeReference } from '@/lib/referral/reference'
import { saveDetails } from '@/lib/referral/save-details'
import { startDraft } from '@/lib/referral/start-draft'
import { decision, type Decision } from '@/lib/routing/decision'
import cases from '@/tests/domain/routing-cases.json'
import { answersOf } from './answers-of'
import { detailsWithCanaries, withCanaries } from './canaries'
import type { CountyPeople } from './county-people'
import type { TestDatabase } from './database'
import { makeDoorObjects } from './door-objects'
import { evidenceFolder } from './evidence'
import { findDoors, knock, methods, type Door, type Method } from './doors'
import { openWithReason } from './open-with-reason'
import { addressOf, parametersOf } from './route-files'
import { formOf } from './form-of'
import { cookieOf } from './requests'
import { sendTyped } from './send-answers'
import { sharing } from './sharing'

/** The cases that are knocked for: the worked case, and who is said to be involved. */
const sentCases = [
  { name: 'agrees', id: 'V16' },
  { name: 'withheld', id: 'V03' },
  { name: 'withheld, with the desk', id: 'V09' },
  { name: 'a tip', id: 'V13' },
  { name: 'on hold', id: 'V05' },
  { name: 'a colleague is involved', id: 'V16', implicated: 'referrer' },
  { name: 'police are involved', id: 'V01', implicated: 'police' },
  // Not knocked for by its reference: it differs from one on hold in that its time is over.
  { name: 'ended long ago', id: 'V05' },
] as const
type CaseName = (typeof sentCases)[number]['name']
const indexOf = (name: CaseName) => sentCases.findIndex((one) => one.name === name)

const people = [
  ...(['nobody', 'a closed account', 'author', 'colleague', 'stranger', 'partner'] as const),
  ...(['officer', 'supervisor', 'beacon', 'desk', 'lead', 'admin', 'auditor'] as const),
]
type Person = (typeof people)[number]

interface SentCase {
  readonly reference: string
  readonly author: Actor
  readonly decision: Decision
  readonly isTip: boolean
  readonly implicated?: string
}

/** As whom somebody may look at a case; nothing where it does not exist to them. Written out by hand. */
const audienceFor = (person: Person, sent: SentCase, index: number): Audience | undefined => {
  const { items } = sent.decision
  const police = items.find(({ queue }) => queue === 'POLICE')
  const isFor = (queue: string) => items.some((item) => item.queue === queue)
  const ownIsInvolved = sent.implicated === 'referrer'
  const asPolice = () => {
    if (!police || sent.implicated === 'police') return undefined
    if (ownIsInvolved) return 'police_withheld' // The person took it back: makeDoorObjects.
    if (police.identity === 'shared') return 'police_named'
    return sent.isTip ? 'police_tip' : 'police_withheld'
  }
  const audiences: Partial<Record<Person, Audience | undefined>> = {
    author: ownIsInvolved ? undefined : 'referrer',
    colleague: ownIsInvolved ? undefined : 'referrer_organisation',
    partner: index === 0 ? 'partner_support' : undefined,
    officer: ownIsInvolved ? undefined : asPolice(),
    supervisor: asPolice(),
    beacon: isFor('BEACON') ? 'beacon_worker' : undefined,
    desk: isFor('NRM') ? 'first_responder_desk' : undefined,
    lead: 'safeguarding_lead',
  }
  return audiences[person]
}

/** next-auth's own, which answers inside Next alone: tests/database/openid-connect.test.ts asks it. */
const ofNextAuth = '/api/auth/[...nextauth]'

/** Whose account somebody has, where it is not called the same. */
const accounts: Partial<Record<Person, string>> = {
  stranger: 'referrer.fire',
  partner: 'referrer.housing',
  'a closed account': 'referrer.school',
}

/** Who may read what was written on the first case. */
const notes: Readonly<Record<string, readonly Person[]>> = {
  queue: ['officer', 'supervisor', 'lead'],
  leads: ['supervisor', 'lead'],
  workers: ['officer', 'supervisor', 'beacon', 'desk', 'lead'],
  goal: ['beacon'],
  file: ['author', 'officer', 'supervisor', 'desk', 'lead'],
  release: ['officer', 'supervisor', 'lead'],
  hold: ['lead'],
  request: ['lead'],
  audit: ['lead'],
}
const noteOf = (id: string, index = 0) => `Notizvogel ${id} singt${index}`

const canary =
  /(?:Kanarienvogel (\w+) singt|kanarienvogel\.(\w+)@singt|Notizvogel (\w+) singt)(\d+)/gi

/**
 * Knocks at every door of the service as everybody, for every case, and reads every answer for what
 * whoever knocks may not know. A new route joins by being there; one with a parameter that is not
 * known here fails until it is.
 */
export const everyDoor = (database: TestDatabase, county: CountyPeople, mayFail: boolean) => {
  const sent: SentCase[] = []
  let doors: readonly Door[] = []
  let closedCookie = ''
  let values: Readonly<Record<string, readonly string[]>> = {}
  /** The case that a value other than a reference is about, by its place in the list. */
  const about = new Map<string, number>()
  let change = ''
  const notesSeen = new Set<string>()
  process.env.EVIDENCE_WITHOUT_SCAN = 'yes'
  evidenceFolder()
  const { person, referrerOf, colleagueOf } = county

  const actorOf = (name: Person, { author }: SentCase): Actor | undefined => {
    if (name === 'nobody') return undefined
    if (name === 'author') return author
    if (name === 'colleague') return colleagueOf(author)
    return person(accounts[name] ?? name)
  }

  const tagged = (typed: RawAnswers, index: number): RawAnswers =>
    Object.fromEntries(
      Object.entries(typed).map(([id, raw]) => [
        id,
        typeof raw === 'string' ? raw.replace(/singt/, `singt${index}`) : raw,
      ]),
    )

  const sendAll = async () => {
    for (const [index, one] of sentCases.entries()) {
      const found = cases.find(({ id }) => id === one.id)
      if (!found) throw new Error(`${one.id} is gone`)
      const { answers, organisationType } = answersOf(found)
      const author = referrerOf(organisationType)
      const typed = tagged(
        {
          ...withCanaries(answers),
          ...('implicated' in one && { implicated: one.implicated }),
        },
        index,
      )
      const { reference } = await sendTyped(author, typed)
      if (!('implicated' in one)) {
        const { journey, typed: details } = detailsWithCanaries(typed)
        const { walked } = await findDetails(author, reference)
        for (const { step } of walked.stops)
          await saveDetails(
            author,
            reference,
            step.id,
            formOf(journey.questions, tagged(details, index)),
          )
      }
      const row = await database.asOwner((tx) =>
        tx.referral.findUniqueOrThrow({ where: { reference } }),
      )
      sent.push({
        reference,
        author,
        decision: decision.parse(row.decision),
        isTip: typed.who === 'place',
        ...('implicated' in one && { implicated: one.implicated }),
      })
    }
  }

  const writeNotes = async (reference: string) => {
    const note = (actor: Actor, readers: string) =>
      writeNote(actor, {
        reference,
        form: new URLSearchParams({ type: 'note', readers, words: noteOf(readers) }),
      })
    const written = [
      await note(person('officer'), 'queue'),
      await note(person('supervisor'), 'leads'),
      await note(person('desk'), 'workers'),
      await setGoal(person('beacon'), {
        reference,
        form: new URLSearchParams({ words: noteOf('goal') }),
      }),
    ]
    for (const one of written) expect(Object.keys(one)).not.toContain('form')
  }

  beforeAll(async () => {
    await sendAll()
    for (const one of sent) await openWithReason(person('lead'), one.reference)
    const [first] = sent
    if (!first) throw new Error('Nothing was sent')
    await writeNotes(first.reference)
    const shared = await sharing(database).share(
      person('desk'),
      person('referrer.housing'),
      first.reference,
    )
    const draft = await startDraft(first.author)
    const spare = person('referrer.charity').accountId
    const referenceOf = (name: CaseName) => sent[indexOf(name)]?.reference ?? ''
    const objects = await makeDoorObjects(
      database,
      county,
      (reference) => sent.find((one) => one.reference === reference)?.author ?? first.author,
      {
        agreed: referenceOf('agrees'),
        withheld: referenceOf('withheld, with the desk'),
        takenBack: referenceOf('a colleague is involved'),
        onHold: referenceOf('on hold'),
        ended: referenceOf('ended long ago'),
      },
      (name, reference) =>
        noteOf(
          name,
          sent.findIndex((one) => one.reference === reference),
        ),
    )
    change = objects.change
    for (const [name, reference] of Object.entries(objects.about))
      about.set(
        objects.ids[name as keyof typeof objects.ids],
        sent.findIndex((one) => one.reference === reference),
      )
    const rows = await database.asOwner(async (tx) => ({
      goal: await tx.goal.findFirstOrThrow(),
    }))
    doors = (await findDoors()).filter(({ path }) => path !== ofNextAuth)
    values = {
      reference: [
        ...sent.slice(0, indexOf('ended long ago')).map(({ reference }) => reference),
        makeReference(randomBytes(8)),
      ],
      queue: ['nrm', 'beacon', 'police', 'hold'],
      action: ['accept', 'decline', 'ask', 'hold'],
      question: ['familyName', 'account'],
      task: ['start', 'person', 'signs'],
      kind: ['duty_to_notify', 'safeguarding_child'],
      goal: [rows.goal.id],
      track: ['reasonable_grounds', 'police'],
      draft: [draft],
      step: ['danger', 'person', 'account'],
      share: [shared],
      account: [spare],
      purpose: ['support', 'police_identity'],
      channel: ['phone', 'post'],
      organisation: [person('referrer.nhs').organisation.slug],
      ...Object.fromEntries(Object.entries(objects.ids).map(([name, id]) => [name, [id]])),
      paper: [...paperNames],
      figure: ['referrals', 'openCases'],
      rule: ['B4'],
      unknown: ['nowhere'],
    }
    closedCookie = await cookieOf(person('referrer.school'))
    await database.asOwner((tx) =>
      tx.account.updateMany({
        where: { id: person('referrer.school').accountId },
        data: { disabledAt: new Date() },
      }),
    )
  })

  /** The addresses to knock at: every case with the first of each other parameter, and all of those once. */
  const knocks = (path: string): Record<string, string>[] => {
    const names = parametersOf(path).map(({ name }) => name)
    const list = (name: string) => {
      const known = values[name]
      if (!known)
        throw new Error(`${path}: say in tests/support/every-door.ts what [${name}] can be`)
      return known
    }
    const usual = Object.fromEntries(names.map((name) => [name, list(name)[0] ?? '']))
    if (names.length === 0) return [{}]
    return names.flatMap((name) => list(name).map((value) => ({ ...usual, [name]: value })))
  }

  /** Whoever answers a person who asked for their data reads all of it, once two people agreed. */
  const answersRequest = (name: Person, { path }: Door, index: number) =>
    name === 'lead' && path.startsWith('/data-requests/') && index === indexOf('agrees')

  /** What is in the title, the address or a header stays behind on a machine, whoever may read it. */
  const lastingIn = (text: string, headers: Headers) =>
    `${/<title>[^]*?<\/title>/.exec(text)?.[0] ?? ''} ${JSON.stringify([...headers])}`

  const leaksOf = (
    name: Person,
    door: Door,
    own: readonly number[],
    text: string,
    said: readonly (string | undefined)[],
  ) => {
    const leaks: string[] = []
    for (const [found, typed, mail, note, tag] of text.matchAll(canary)) {
      const index = Number(tag)
      const one = sent[index]
      if (!one) continue
      const audience =
        (name === 'author' || name === 'colleague') && !own.includes(index)
          ? undefined
          : audienceFor(name, one, index)
      const id = typed ?? mail
      const question = id ? questionOf(id) : undefined
      const sees: readonly string[] = audience ? fieldSets[audience].sees : []
      const isAllowed = note
        ? notes[note]?.includes(name)
        : question &&
          audience &&
          (sees.includes(question.sensitivity) || question.about === 'referrer')
      if (!isAllowed && !answersRequest(name, door, index)) leaks.push(found)
    }
    const mayKnowReference = (one: SentCase, index: number) =>
      audienceFor(name, one, index) &&
      !(['author', 'colleague'].includes(name) && !own.includes(index))
    if (name !== 'auditor')
      for (const [index, one] of sent.entries())
        if (
          !mayKnowReference(one, index) &&
          text.includes(one.reference) &&
          !said.includes(one.reference) &&
          !isOwnReceipt(name, index)
        )
          leaks.push(one.reference)
    return [...new Set(leaks)]
  }

  /** Whoever sent a case that is then hidden from them has its receipt. */
  const isOwnReceipt = (name: Person, index: number) =>
    name === 'author' && sent[index]?.implicated === 'referrer'

  const knockAs = async (name: Person, method: Method) => {
    const leaks: string[] = []
    const failures: string[] = []
    let seen = 0
    // Anew for everybody: what was written is read among the last 200 events of a case, and every page
    // that is knocked at is one.
    if (method === 'GET') await writeNotes(sent[0]?.reference ?? '')
    const origin = environment().origins[0] ?? ''
    for (const door of doors.filter(({ handlers }) => handlers[method])) {
      for (const filled of knocks(door.path)) {
        const [told = 0] = Object.values(filled).flatMap((value) => about.get(value) ?? [])
        const named = sent.findIndex(({ reference }) => reference === filled.reference)
        const index = named < 0 ? told : named
        const subject = sent[index]
        if (!subject) continue
        const actor = actorOf(name, subject)
        const own = sent.flatMap((one, at) =>
          one.author.organisation.id === actor?.organisation.id &&
          (name === 'colleague' || one.author.accountId === actor?.accountId)
            ? [at]
            : [],
        )
        const cookie = name === 'a closed account' ? closedCookie : actor && (await cookieOf(actor))
        const reference = filled.reference ?? subject.reference
        const queries =
          method === 'GET' && door.path === '/queues/[queue]'
            ? ['', ...sent.map(({ reference }) => `?open=${reference}`)]
            : ['']
        for (const query of queries) {
          const body = new URLSearchParams({
            version: '1',
            search: 'Kanarienvogel',
            reference,
            key: randomUUID(),
            request: change,
          }).toString()
          const answer = await knock(door, method, filled, { cookie, origin, body, query })
          const text = await answer.text()
          const all = text + JSON.stringify([...answer.headers])
          const where = `${name}: ${method} ${addressOf(door.path, filled)}${query}`
          if (answer.status >= 500) failures.push(`${where}: ${answer.status}`)
          seen += [...text.matchAll(canary)].length
          for (const [, , , note] of text.matchAll(canary)) if (note) notesSeen.add(note)
          for (const [found] of lastingIn(text, answer.headers).matchAll(canary))
            leaks.push(`${where}: ${found}, in the title or a header`)
          // What was typed into an address or a form may be said again; what it leads to may not.
          const said = [reference, query.replace('?open=', '')]
          leaks.push(...leaksOf(name, door, own, all, said).map((leak) => `${where}: ${leak}`))
        }
      }
    }
    return { leaks, failures, seen }
  }

  /** Who must come upon something, so that looking for leaks is not looking at empty pages. */
  const seers: readonly Person[] = [
    'author',
    'colleague',
    'partner',
    'officer',
    'supervisor',
    'beacon',
    'desk',
    'lead',
  ]

  // Everybody looks before anybody posts: a form, even an empty one, can change what the next one sees.
  describe.each(methods.slice(0, 2))('by %s, at any door', (method) => {
    it.each(people)('%s learns nothing that is not theirs', async (name) => {
      const { leaks, failures, seen } = await knockAs(name, method)
      expect(leaks.join('\n')).toBe('')
      if (!mayFail) expect(failures.join('\n')).toBe('')
      if (method === 'GET') expect(seen > 0).toBe(seers.includes(name))
    })
  })

  it('each thing that was written was come upon by somebody', () => {
    // The words of a hold and of a request are kept for whoever looks into a complaint: no page has them.
    const shown = Object.keys(notes).filter((name) => !['hold', 'request'].includes(name))
    expect([...notesSeen].sort()).toEqual(shown.sort())
  })

  it('every door answers to GET or POST alone, but that of a referral in the partner API', () => {
    const others = doors.flatMap(({ path, handlers }) =>
      Object.keys(handlers)
        .filter((one) => !['GET', 'POST'].includes(one))
        .map((one) => `${one} ${path}`),
    )
    expect(others).toEqual(['PATCH /api/v1/referrals/[reference]'])
  })
}
