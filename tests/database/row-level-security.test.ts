import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { type Role, roles } from '@/lib/access/roles'
import { checkDatabaseRole } from '@/lib/database/check-database-role'
import { type Tx, withActor } from '@/lib/database/with-actor'
import { type CaseShape, referralRow, sendCase } from '@/tests/support/cases'
import { testDatabase } from '@/tests/support/database'
import { addActor, addOrganisation } from '@/tests/support/people'

const { asNobody, asOwner } = testDatabase()

const readers = {
  account: (tx: Tx) => tx.account.count(),
  answer_part: (tx: Tx) => tx.answerPart.count(),
  api_token: (tx: Tx) => tx.apiToken.count(),
  consent_entry: (tx: Tx) => tx.consentEntry.count(),
  details: (tx: Tx) => tx.details.count(),
  draft: (tx: Tx) => tx.draft.count(),
  event: (tx: Tx) => tx.event.count(),
  identity: (tx: Tx) => tx.identity.count(),
  item: (tx: Tx) => tx.item.count(),
  organisation: (tx: Tx) => tx.organisation.count(),
  referral: (tx: Tx) => tx.referral.count(),
  session: (tx: Tx) => tx.session.count(),
}

const caseNames = ['shared', 'withheld', 'restricted', 'hidden', 'held'] as const
type CaseName = (typeof caseNames)[number]

const people = {} as Record<'author' | 'colleague' | 'stranger' | Exclude<Role, 'referrer'>, Actor>
const nameOf = new Map<string, CaseName>()

const shapes = (): Record<CaseName, CaseShape> => ({
  shared: {
    items: [
      { queue: 'NRM', identity: 'shared' },
      { queue: 'BEACON', identity: 'shared' },
      { queue: 'POLICE', identity: 'shared' },
    ],
  },
  withheld: { items: [{ queue: 'POLICE', identity: 'withheld' }] },
  restricted: { items: [{ queue: 'POLICE', identity: 'shared' }], restricted: true },
  hidden: {
    items: [{ queue: 'POLICE', identity: 'shared' }],
    hiddenFrom: [people.author.organisation.id],
  },
  held: { items: [] },
})

const draftOf = ({ accountId, organisation }: Actor) => ({
  id: randomUUID(),
  accountId,
  organisationId: organisation.id,
  answers: new Uint8Array([1]),
  step: 'first',
  expiresAt: new Date('2099-01-01'),
})

beforeAll(async () => {
  await asOwner(async (tx) => {
    const sender = await addOrganisation(tx, 'sender')
    const other = await addOrganisation(tx, 'other')
    people.author = await addActor(tx, 'referrer', sender)
    people.colleague = await addActor(tx, 'referrer', sender)
    people.stranger = await addActor(tx, 'referrer', other)
    for (const role of Object.keys(roles) as Role[]) {
      if (role !== 'referrer')
        people[role] = await addActor(tx, role, await addOrganisation(tx, role))
    }
    await tx.session.createMany({
      data: Object.values(people).map(({ accountId }) => ({
        accountId,
        tokenHash: new TextEncoder().encode(accountId),
        expiresAt: new Date('2099-01-01'),
      })),
    })
    const { accountId, organisation } = people.author
    await tx.apiToken.create({
      data: {
        tokenHash: new Uint8Array([1]),
        name: 'A key',
        organisationId: organisation.id,
        accountId,
        expiresAt: new Date('2099-01-01'),
      },
    })
  })
  for (const name of caseNames) {
    const shape = shapes()[name]
    const id = await withActor(people.author, (tx) => sendCase(tx, people.author, name, shape))
    nameOf.set(id, name)
  }
  await withActor(people.author, (tx) => tx.draft.create({ data: draftOf(people.author) }))
})

describe('the catalogue', () => {
  it('has row-level security and a policy on every table', async () => {
    const tables = await asOwner(
      (tx) => tx.$queryRaw<{ name: string }[]>`
        SELECT relname::text AS name FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
          AND NOT (relrowsecurity AND EXISTS (SELECT FROM pg_policy WHERE polrelid = pg_class.oid))`,
    )
    expect(tables).toEqual([{ name: '_prisma_migrations' }])
  })

  it('lets the service do what is written here and nothing else', async () => {
    const rows = await asOwner(
      (tx) => tx.$queryRaw<{ name: string; verbs: string }[]>`
        SELECT relname::text AS name, string_agg(verb, ' ' ORDER BY position) AS verbs
        FROM pg_class,
          unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES'])
            WITH ORDINALITY AS verbs (verb, position)
        WHERE relnamespace IN ('public'::regnamespace, 'audit'::regnamespace)
          AND relkind IN ('r', 'p', 'v', 'S')
          AND CASE
            WHEN relkind = 'S' THEN verb = 'UPDATE' AND has_sequence_privilege('referral_service', oid, 'USAGE, UPDATE')
            WHEN verb IN ('SELECT', 'INSERT', 'UPDATE') THEN has_any_column_privilege('referral_service', oid, verb)
            ELSE has_table_privilege('referral_service', oid, verb)
          END
        GROUP BY relname`,
    )
    expect(Object.fromEntries(rows.map(({ name, verbs }) => [name, verbs]))).toEqual({
      account: 'SELECT INSERT UPDATE',
      account_request: 'SELECT INSERT',
      account_setting: 'SELECT INSERT UPDATE',
      act: 'SELECT INSERT UPDATE',
      answer_part: 'SELECT INSERT UPDATE',
      api_answer: 'SELECT INSERT UPDATE DELETE',
      api_token: 'SELECT INSERT UPDATE',
      consent_entry: 'SELECT INSERT',
      consent_evidence: 'SELECT INSERT',
      consent_override: 'SELECT INSERT',
      recall: 'SELECT UPDATE',
      contact_attempt: 'SELECT INSERT',
      released_text: 'SELECT INSERT',
      contact_plan: 'SELECT INSERT',
      correction: 'SELECT INSERT',
      data_request: 'SELECT INSERT UPDATE',
      delivery: 'SELECT UPDATE',
      details: 'SELECT INSERT UPDATE',
      disposal: 'SELECT UPDATE',
      draft: 'SELECT INSERT UPDATE DELETE',
      duty: 'SELECT INSERT UPDATE',
      event: 'SELECT',
      evidence: 'SELECT INSERT UPDATE',
      field_set: 'SELECT',
      goal: 'SELECT INSERT UPDATE',
      identity: 'SELECT INSERT',
      item: 'SELECT INSERT UPDATE',
      kept_from: 'SELECT INSERT UPDATE',
      key_check: 'SELECT INSERT',
      import: 'SELECT INSERT UPDATE',
      past_referral: 'SELECT INSERT DELETE',
      legal_hold: 'SELECT INSERT UPDATE',
      link: 'SELECT INSERT UPDATE',
      message: 'SELECT INSERT',
      opening: 'SELECT INSERT',
      organisation: 'SELECT',
      outcome: 'SELECT INSERT',
      preference: 'SELECT INSERT UPDATE DELETE',
      presence: 'SELECT INSERT UPDATE DELETE',
      recovery_code: 'SELECT',
      referral: 'SELECT INSERT',
      release: 'SELECT INSERT UPDATE',
      saved_view: 'SELECT INSERT UPDATE DELETE',
      search_term: 'SELECT INSERT',
      session: 'SELECT',
      share: 'SELECT INSERT UPDATE',
      tombstone: 'SELECT',
      export: 'SELECT INSERT',
      export_part: 'SELECT',
      policy_version: 'SELECT INSERT UPDATE',
      replay: 'SELECT INSERT',
      case_audit: 'SELECT INSERT UPDATE',
      digest: 'SELECT',
      form_problem: 'SELECT',
      report_words: 'SELECT INSERT',
      published_quarter: 'SELECT INSERT',
      publication: 'SELECT INSERT',
      figure_count: 'SELECT',
      figure_state: 'SELECT',
    })
  })

  it('fixes the search path of every function that runs as the owner, and gives none to all', async () => {
    const functions = await asOwner(
      (tx) => tx.$queryRaw<{ name: string }[]>`
        SELECT proname::text AS name FROM pg_proc
        WHERE pronamespace IN ('public'::regnamespace, 'audit'::regnamespace)
          AND ((prosecdef AND NOT coalesce(proconfig::text LIKE '%search_path=pg_catalog, public%', false))
            OR has_function_privilege('public', oid, 'EXECUTE'))`,
    )
    expect(functions).toEqual([])
  })

  it('passes the check at start', async () => {
    expect(await checkDatabaseRole()).toBeNull()
  })
})

describe('with no actor', () => {
  it.each(Object.entries(readers))('%s shows public rows only', async (table, count) => {
    const isPublic = table === 'organisation'
    const shown = await asNobody(count)
    expect(shown).toBe(isPublic ? await asOwner(count) : 0)
  })
})

it('with no actor nobody queues a message', async () => {
  const data = [{ type: 'new', recipient: 'POLICE', referralId: randomUUID(), priority: 'P1' }]
  const queue = asNobody((tx) => tx.message.createMany({ data }))
  await expect(queue).rejects.toThrow(/row-level security/)
})

const withPart = async (tx: Tx, part: string) =>
  (await tx.answerPart.findMany({ where: { part } })).map(({ referralId }) => referralId)

const both = (names: string) => ({
  referral: names,
  item: names,
  consent_entry: names,
  event: names,
})

describe('what each person sees of the cases', () => {
  const none = { ...both(''), identity: '', account: '', need: '' }
  const own = 'shared withheld restricted held'
  it.each<[keyof typeof people, Record<string, string>]>([
    [
      'author',
      { ...both(own), item: 'shared withheld restricted', identity: own, account: own, need: own },
    ],
    [
      'colleague',
      { ...both(own), item: 'shared withheld restricted', identity: '', account: '', need: '' },
    ],
    ['stranger', none],
    [
      'police_triage_officer',
      {
        ...both('shared withheld hidden'),
        identity: 'shared hidden',
        account: 'shared hidden',
        need: 'shared hidden',
      },
    ],
    [
      'police_supervisor',
      {
        ...both('shared withheld restricted hidden'),
        identity: 'shared restricted hidden',
        account: 'shared restricted hidden',
        need: 'shared restricted hidden',
      },
    ],
    ['beacon_worker', { ...both('shared'), identity: 'shared', account: '', need: 'shared' }],
    [
      'first_responder_desk',
      { ...both('shared'), identity: 'shared', account: 'shared', need: 'shared' },
    ],
    [
      'safeguarding_lead',
      {
        ...both(caseNames.join(' ')),
        item: 'shared withheld restricted hidden',
        identity: '',
        account: caseNames.join(' '),
        need: caseNames.join(' '),
      },
    ],
    ['administrator', none],
    ['auditor', { ...none, event: caseNames.join(' ') }],
  ])('%s', async (person, expected) => {
    const select = { referralId: true } as const
    const ids = await withActor(people[person], async (tx) => ({
      referral: (await tx.referral.findMany({ select: { id: true } })).map(({ id }) => id),
      item: (await tx.item.findMany({ select })).map(({ referralId }) => referralId),
      consent_entry: (await tx.consentEntry.findMany({ select })).map(
        ({ referralId }) => referralId,
      ),
      event: (await tx.event.findMany({ select })).map(({ referralId }) => referralId ?? ''),
      identity: (await tx.identity.findMany({ select })).map(({ referralId }) => referralId),
      account: await withPart(tx, 'account'),
      need: await withPart(tx, 'need'),
    }))
    const named = Object.entries(ids).map(([table, found]) => {
      const names = new Set(found.map((id) => nameOf.get(id)))
      return [table, caseNames.filter((name) => names.has(name)).join(' ')]
    })
    expect(Object.fromEntries(named)).toEqual(expected)
  })
})

describe('accounts, sessions, keys and drafts', () => {
  it.each<
    [keyof typeof people, { account: number; session: number; api_token: number; draft: number }]
  >([
    ['author', { account: 2, session: 1, api_token: 0, draft: 1 }],
    ['colleague', { account: 2, session: 1, api_token: 0, draft: 0 }],
    ['stranger', { account: 1, session: 1, api_token: 0, draft: 0 }],
    ['police_supervisor', { account: 1, session: 1, api_token: 0, draft: 0 }],
    ['safeguarding_lead', { account: 1, session: 1, api_token: 0, draft: 0 }],
    ['administrator', { account: 10, session: 1, api_token: 1, draft: 0 }],
    ['auditor', { account: 1, session: 1, api_token: 0, draft: 0 }],
  ])('%s counts %o', async (person, expected) => {
    const { account, session, api_token, draft } = readers
    expect(
      await withActor(people[person], async (tx) => ({
        account: await account(tx),
        session: await session(tx),
        api_token: await api_token(tx),
        draft: await draft(tx),
      })),
    ).toEqual(expected)
  })

  it.each([
    'SELECT password_hash FROM account',
    'SELECT one_time_secret FROM account',
    'SELECT token_hash FROM session',
    'SELECT token_hash FROM api_token',
    'SELECT * FROM message',
    'SELECT * FROM audit.event_head',
    'SELECT * FROM _prisma_migrations',
    'UPDATE referral SET priority = priority',
    'UPDATE item SET reference = reference',
    'UPDATE item SET state = state',
    'UPDATE item SET hidden_from = hidden_from',
    'UPDATE outcome SET value = value',
    'DELETE FROM act',
    'UPDATE details SET referral_id = referral_id',
    'DELETE FROM event',
    "INSERT INTO event (type, detail, previous, hash) VALUES ('x', '{}', '', '')",
    'SET ROLE referral_owner',
  ])('nobody may %s', async (sql) => {
    await expect(
      withActor(people.administrator, (tx) => tx.$executeRawUnsafe(sql)),
    ).rejects.toThrow(/permission denied|must be able|does not exist/)
  })
})

describe('rows in somebody else’s name', () => {
  const forged: Record<string, (tx: Tx, referralId: string) => Promise<unknown>> = {
    'a referral by a colleague': (tx) =>
      tx.referral.createMany({
        data: [referralRow(people.colleague, randomUUID(), 'forged', { items: [] })],
      }),
    'a referral of another organisation': (tx) => {
      const actor = { ...people.author, organisation: people.stranger.organisation }
      return tx.referral.createMany({
        data: [referralRow(actor, randomUUID(), 'forged', { items: [] })],
      })
    },
    'a draft of a colleague': (tx) => tx.draft.createMany({ data: [draftOf(people.colleague)] }),
  }
  it.each(Object.entries(forged))('refuses %s', async (_, act) => {
    await expect(withActor(people.author, (tx) => act(tx, ''))).rejects.toThrow(
      /row-level security/,
    )
  })

  const intrusions: Record<string, (tx: Tx, referralId: string) => Promise<unknown>> = {
    'an item': (tx, referralId) =>
      tx.item.createMany({
        data: [
          {
            referralId,
            queue: 'BEACON',
            identity: 'shared',
            kind: 'case',
            priority: 'P1',
            dueAt: new Date(),
            reference: 'forged',
            organisationId: people.stranger.organisation.id,
          },
        ],
      }),
    'an identity': (tx, referralId) =>
      tx.identity.createMany({ data: [{ referralId, answers: new Uint8Array([9]) }] }),
    details: (tx, referralId) =>
      tx.details.createMany({ data: [{ referralId, answers: new Uint8Array([9]) }] }),
    'a consent': (tx, referralId) =>
      tx.consentEntry.createMany({
        data: [
          {
            referralId,
            purpose: 'nrm',
            answer: 'given',
            wordingVersion: '1',
            capacity: 'no_concern',
            accountId: people.stranger.accountId,
          },
        ],
      }),
  }
  it.each(Object.entries(intrusions))(
    'refuses %s on a case that the actor cannot see',
    async (_, act) => {
      const [id = ''] = nameOf.keys()
      const there = withActor(people.stranger, (tx) => act(tx, id))
      await expect(there).rejects.toThrow(/row-level security/)
      // Nothing tells a case that is hidden from one that does not exist.
      const nowhere = withActor(people.stranger, (tx) => act(tx, randomUUID()))
      await expect(nowhere).rejects.toThrow(/row-level security/)
    },
  )

  it('changes nothing of a colleague’s draft or another organisation’s details', async () => {
    const drafts = await withActor(people.colleague, (tx) => tx.draft.deleteMany({}))
    expect(drafts).toEqual({ count: 0 })
    const details = await withActor(people.stranger, (tx) =>
      tx.details.updateMany({ data: { version: 9 } }),
    )
    expect(details).toEqual({ count: 0 })
  })

  it('lets the author save details, and neither their colleagues nor a queue', async () => {
    const save = (tx: Tx) => tx.details.updateMany({ data: { version: { increment: 1 } } })
    expect(await withActor(people.author, save)).toEqual({ count: 4 })
    expect(await withActor(people.colleague, save)).toEqual({ count: 0 })
    expect(await withActor(people.first_responder_desk, save)).toEqual({ count: 0 })
  })
})

describe('a case hidden from the organisation that sends it', () => {
  it('still gives its sender the receipt, and nobody else', async () => {
    const receipts = (actor: Actor, account: string) =>
      withActor(
        actor,
        (tx) =>
          tx.$queryRaw`SELECT reference, hidden, actions FROM find_receipt(${account}::uuid, 'hidden', NULL)`,
      )
    expect(await receipts(people.author, people.author.accountId)).toEqual([
      { reference: 'hidden', hidden: true, actions: ['obtain_consent'] },
    ])
    expect(await receipts(people.colleague, people.colleague.accountId)).toEqual([])
    expect(await receipts(people.colleague, people.author.accountId)).toEqual([])
  })
})

describe('what is never changed, not even by the owner', () => {
  it.each([
    'UPDATE event SET type = type',
    'DELETE FROM event',
    'TRUNCATE event',
    'UPDATE consent_entry SET answer = answer',
    'DELETE FROM consent_entry',
    'TRUNCATE consent_entry',
    "UPDATE referral SET facts = '{}'",
    'UPDATE referral SET decision = decision',
    'UPDATE referral SET answers = answers',
    'UPDATE referral SET reference = reference',
    'UPDATE referral SET submitted_at = submitted_at',
  ])('%s', async (sql) => {
    await expect(asOwner((tx) => tx.$executeRawUnsafe(sql))).rejects.toThrow(/is never changed/)
  })
})
