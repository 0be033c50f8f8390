import { describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { atMoment } from '@/lib/clock'
import { withActorInSql } from '@/lib/database/with-actor'
import { answerPolicy } from '@/lib/policies/answer-policy'
import { askReplay } from '@/lib/policies/ask-replay'
import { addPolicyRule, movePolicyRule, removePolicyRule } from '@/lib/policies/change-policy'
import { findPolicies } from '@/lib/policies/find-policies'
import { findPolicy } from '@/lib/policies/find-policy'
import { draftPolicy } from '@/lib/policies/start-draft'
import { withdrawPolicy } from '@/lib/policies/withdraw-policy'
import { Changed, NeedsProof, NotAllowed, NotFound } from '@/lib/refusals'
import { standingPolicy } from '@/lib/routing/decision'
import { rulesOf } from '@/lib/routing/policy-document'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { draftWith, propose, replayed } from '@/tests/support/policies'

const database = testDatabase()
const { person } = countyPeople(database)
const lead = () => person('lead')
const supervisor = () => person('supervisor')

const today = new Date('2027-01-11T10:00:00Z')
const on = <T>(act: () => Promise<T>) => atMoment(today, act)

/** Police hear, without a name, of everybody whom nobody has asked yet. */
const toPolice = { C8: { then: { send: ['POLICE'], actions: ['obtain_consent'] } } } as const
const title = (letter: string) =>
  standingPolicy.sections.find((section) => section.title.startsWith(letter))?.title ?? ''
const messagesOf = (made: object) =>
  'problems' in made && Array.isArray(made.problems)
    ? (made.problems as { message: string }[]).map(({ message }) => message)
    : []
const eventsOf = (policy: string) =>
  database.asOwner((tx) =>
    tx.event
      .findMany({
        where: { type: { startsWith: 'policy.' }, detail: { path: ['policy'], equals: policy } },
        orderBy: { sequence: 'asc' },
      })
      .then((events) => events.map(({ type }) => type)),
  )

describe('a draft', () => {
  it('begins as the policy that decides, and changes nothing', async () => {
    const begun = await draftPolicy(lead(), { name: ' Ask Beacon first ' })
    if ('problems' in begun) throw new Error('The draft was not begun')
    const draft = await findPolicy(lead(), begun.policy)
    expect(draft).toMatchObject({
      name: 'Ask Beacon first',
      state: 'draft',
      version: 1,
      differences: [],
      problems: [],
      isBehind: false,
      replay: null,
      canChange: true,
      base: { id: null, version: standingPolicy.version },
    })
    const { inForce, open } = await findPolicies(lead())
    expect(inForce).toMatchObject({ id: null, document: draft.document })
    expect(open.map(({ id }) => id)).toContain(begun.policy)
  })

  it('needs a name', async () => {
    expect(messagesOf(await draftPolicy(lead(), { name: ' ' }))).toEqual([
      'Enter a name for the draft',
    ])
    expect(messagesOf(await draftPolicy(lead(), { name: 'x'.repeat(81) }))).toEqual([
      'Use 80 letters or fewer',
    ])
  })

  it('is changed rule by rule, and says how it differs', async () => {
    const policy = await draftWith(lead(), { ...toPolice, C13: null })
    const seen = { policy, version: 3 }
    const rule = {
      when: ['suspectedOfCrime'],
      then: { priority: 'P2' },
      because: 'the person is made to commit crime',
      source: 'Partnership choice',
    }
    const added = await addPolicyRule(lead(), { ...seen, section: title('F'), rule })
    expect(added).toEqual({ rule: 'F14' })
    await movePolicyRule(lead(), { policy, version: 4, rule: 'B3', to: 'earlier' })
    const { differences, problems, version } = await findPolicy(lead(), policy)
    expect([version, ...differences.map(({ id, is }) => `${id} ${is.join()}`)]).toEqual([
      5,
      'B2 moved',
      'C8 changed',
      'C13 removed',
      'F14 added',
    ])
    expect(problems.map((problem) => problem.rule)).toEqual(['B2'])
    expect(await eventsOf(policy)).toEqual([
      'policy.drafted',
      ...Array<string>(4).fill('policy.changed'),
    ])
  })

  it('never gives a rule the name of another, of this draft or any', async () => {
    const rule = { when: ['always'], then: { priority: 'P2' }, because: 'so', source: 'so' }
    const first = await draftWith(lead(), {})
    const second = await draftWith(lead(), {})
    const section = title('A')
    const one = await addPolicyRule(lead(), { policy: first, version: 1, section, rule })
    const other = await addPolicyRule(lead(), { policy: second, version: 1, section, rule })
    expect([one, other]).toEqual([{ rule: 'A4' }, { rule: 'A5' }])
  })

  it('keeps nothing of a rule that is wrong', async () => {
    const policy = await draftWith(lead(), {})
    const rule = { when: [], then: {}, because: '', source: 'so' }
    const section = title('C')
    const saved = await addPolicyRule(lead(), { policy, version: 1, section, rule })
    expect('problems' in saved && saved.problems.map(({ field }) => field)).toEqual([
      'when',
      'then',
      'because',
    ])
    expect((await findPolicy(lead(), policy)).version).toBe(1)
  })

  it('is changed by one of two who change it at once', async () => {
    const policy = await draftWith(lead(), {})
    const remove = (rule: string) => removePolicyRule(lead(), { policy, version: 1, rule })
    const done = await Promise.allSettled(['C13', 'C14', 'C15'].map(remove))
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(
      done.flatMap((one) => (one.status === 'rejected' ? [one.reason instanceof Changed] : [])),
    ).toEqual([true, true])
    expect((await findPolicy(lead(), policy)).differences).toHaveLength(1)
  })

  it('has no rule that is not there, and no section', async () => {
    const policy = await draftWith(lead(), {})
    const seen = { policy, version: 1 }
    await expect(removePolicyRule(lead(), { ...seen, rule: 'Z9' })).rejects.toThrow(NotFound)
    await expect(addPolicyRule(lead(), { ...seen, section: 'G. New', rule: {} })).rejects.toThrow(
      NotFound,
    )
  })
})

describe('a proposal', () => {
  it('is of a draft that changes something, has no problem and was replayed as it stands', async () => {
    const policy = await on(() => draftWith(lead(), {}))
    const tried = () => on(() => propose(lead(), policy, '2027-02-01'))
    expect(messagesOf(await tried())).toEqual(['The draft changes nothing yet'])
    await on(() => removePolicyRule(lead(), { policy, version: 1, rule: 'B15' }))
    expect(messagesOf(await tried())).toEqual(['Put right what is wrong with the draft first'])
    expect(
      messagesOf(
        await on(() =>
          askReplay(lead(), { policy, period: { from: '2026-01-01', until: '2026-12-31' } }),
        ),
      ),
    ).toEqual(['Put right what is wrong with the draft first'])
    const good = await on(() => draftWith(lead(), toPolice))
    expect(messagesOf(await on(() => propose(lead(), good, '2027-02-01')))).toEqual([
      'Replay the draft as it stands first',
    ])
    await on(() => replayed(lead(), good))
    await on(() => removePolicyRule(lead(), { policy: good, version: 2, rule: 'C16' }))
    expect(messagesOf(await on(() => propose(lead(), good, '2027-02-01')))).toEqual([
      'Replay the draft as it stands first',
    ])
  })

  it.each([
    ['2027-01-10', ['The day must be today or in the future']],
    ['2027-02-30', ['Enter the day from which it decides']],
    ['', ['Enter the day from which it decides']],
    ['2027-01-11', []],
  ])('from %j: %j', async (day, messages) => {
    const policy = await on(() => draftWith(lead(), toPolice))
    await on(() => replayed(lead(), policy))
    expect(messagesOf(await on(() => propose(lead(), policy, day)))).toEqual(messages)
  })

  it('that breaks a promise of safety says of each why, and some are never broken', async () => {
    const fewer = await on(() => draftWith(lead(), { C13: null }))
    await on(() => replayed(lead(), fewer))
    expect(await on(() => propose(lead(), fewer, '2027-02-01'))).toEqual({
      problems: [{ question: 'break_numbers', message: 'Enter a reason' }],
    })
    const reasons = { numbers: 'The county has no reception centre now.' }
    expect(await on(() => propose(lead(), fewer, '2027-02-01', reasons))).toEqual({
      proposed: true,
    })
    expect(await findPolicy(supervisor(), fewer)).toMatchObject({
      state: 'proposed',
      reason: 'It helps.',
      reasonsToBreak: reasons,
      appliesFrom: '2027-02-01',
    })
    const naming = await on(() =>
      draftWith(lead(), { E5: { then: { identityToPolice: 'shared' } } }),
    )
    await on(() => replayed(lead(), naming))
    expect(messagesOf(await on(() => propose(lead(), naming, '2027-02-01')))).toEqual([
      'It breaks a promise that is never broken: identity reaches police only by agreement, for a child or in danger',
    ])
  })
})

describe('a second person', () => {
  const proposed = () =>
    on(async () => {
      const policy = await draftWith(lead(), toPolice)
      await replayed(lead(), policy)
      await propose(lead(), policy, '2027-03-01')
      return policy
    })
  const answer = (actor: Actor, policy: string, agrees = true, reason = 'I read it.') =>
    on(() => answerPolicy(actor, { policy, agrees, reason }))

  it('is none of those who changed or proposed it, and has just proved who they are', async () => {
    const policy = await proposed()
    await expect(answer(lead(), policy)).rejects.toThrow(NotAllowed)
    const stale = { ...supervisor(), confirmed: undefined }
    await expect(answer(stale, policy)).rejects.toThrow(NeedsProof)
    for (const name of ['officer', 'desk', 'admin', 'auditor', 'referrer.nhs'])
      await expect(answer(person(name), policy)).rejects.toThrow(NotFound)
    expect(messagesOf(await answer(supervisor(), policy, true, ' '))).toEqual(['Enter a reason'])
    expect((await findPolicy(supervisor(), policy)).canAnswer).toBe(true)
    expect((await findPolicy(lead(), policy)).canAnswer).toBe(false)
  })

  it('is not another lead who changed the draft either', async () => {
    const policy = await on(() => draftWith(lead(), toPolice))
    await on(() => removePolicyRule(person('lead2'), { policy, version: 2, rule: 'C16' }))
    await on(() => removePolicyRule(person('lead2'), { policy, version: 3, rule: 'F12' }))
    await on(() => draftWith(lead(), {}))
    await database.asOwner(
      (tx) => tx.$executeRaw`
        update policy_version set state = 'proposed', proposed_by = ${lead().accountId}::uuid,
          proposed_at = ${today}, applies_from = '2027-03-01', words = '\\x00' where id = ${policy}::uuid`,
    )
    const agree = withActorInSql(
      person('lead2'),
      (tx) => tx.$queryRaw`
        update policy_version set state = 'published', answer = 'agreed', answered_at = ${today}::timestamptz,
          answered_by = ${person('lead2').accountId}::uuid where id = ${policy}::uuid`,
    )
    await expect(agree).rejects.toThrow(/two_people/)
  })

  it('refuses, and it is a draft again with the reason', async () => {
    const policy = await proposed()
    expect(await answer(supervisor(), policy, false, 'Police hear too much.')).toEqual({
      state: 'draft',
    })
    expect(await findPolicy(lead(), policy)).toMatchObject({
      state: 'draft',
      answer: 'refused',
      answerReason: 'Police hear too much.',
      isReplayed: true,
    })
    await expect(answer(supervisor(), policy)).rejects.toThrow(Changed)
    expect(await eventsOf(policy)).toEqual([
      'policy.drafted',
      'policy.changed',
      'policy.replay_asked',
      'policy.replayed',
      'policy.proposed',
      'policy.refused',
    ])
  })

  it('cannot agree once the day is over', async () => {
    const policy = await proposed()
    const late = atMoment(new Date('2027-03-02T10:00:00Z'), () =>
      answerPolicy(supervisor(), { policy, agrees: true, reason: 'I read it.' }),
    )
    expect(messagesOf(await late)).toEqual(['The day must be today or in the future'])
  })

  it('agrees once, and whoever is drafting meanwhile begins again from it', async () => {
    const policy = await proposed()
    const other = await on(() => draftWith(lead(), { C14: null }))
    const done = await Promise.allSettled([1, 2, 3].map(() => answer(supervisor(), policy)))
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await findPolicy(lead(), other)).toMatchObject({ isBehind: true })
    await on(() => replayed(lead(), other))
    expect(messagesOf(await on(() => propose(lead(), other, '2027-04-01')))).toEqual([
      'Another policy was published since this draft was begun. Begin a new draft',
    ])
    const next = await on(() => draftWith(lead(), { C14: null }))
    const { base } = await findPolicy(lead(), next)
    expect(base).toMatchObject({ id: policy, version: '2027-03-01' })
    await on(() => replayed(lead(), next))
    const before = await on(() => propose(lead(), next, '2027-03-01'))
    expect(messagesOf(before)).toEqual([
      'The day must be after that of the policy that it was drafted from',
    ])
  })

  it('takes it back before its day, and never after', async () => {
    const [coming] = await on(() => findPolicies(lead())).then((found) => found.coming)
    const id = coming?.id ?? ''
    await expect(on(() => withdrawPolicy(person('admin'), id))).rejects.toThrow(NotAllowed)
    const onTheDay = new Date('2027-03-01T00:30:00Z')
    await expect(atMoment(onTheDay, () => withdrawPolicy(supervisor(), id))).rejects.toThrow(
      NotAllowed,
    )
    await on(() => withdrawPolicy(supervisor(), id))
    expect((await findPolicy(lead(), id)).state).toBe('withdrawn')
    expect((await on(() => findPolicies(lead()))).coming).toEqual([])
  })
})

describe('beneath the verbs', () => {
  const change = (id: string) =>
    withActorInSql(
      supervisor(),
      (tx) => tx.$queryRaw`
        update policy_version set document = '{"sections": []}' where id = ${id}::uuid returning id`,
    )
  const publishedId = async () => {
    const policy = await on(() => draftWith(lead(), toPolice))
    await on(() => replayed(lead(), policy))
    await on(() => propose(lead(), policy, '2027-05-01'))
    await on(() => answerPolicy(supervisor(), { policy, agrees: true, reason: 'I read it.' }))
    return policy
  }

  it('nobody changes what is published, not even the owner of the tables', async () => {
    const id = await publishedId()
    await expect(change(id)).rejects.toThrow(/published is not changed/)
    const asOwner = (sql: string) =>
      database.asOwner((tx) => tx.$executeRawUnsafe(sql.replace('ID', `'${id}'`)))
    await expect(
      asOwner(`update policy_version set document = '{"sections": []}' where id = ID`),
    ).rejects.toThrow(/not changed so/)
    await expect(
      asOwner(`update policy_version set applies_from = '2020-01-01' where id = ID`),
    ).rejects.toThrow(/not changed so/)
    await expect(asOwner('delete from policy_version where id = ID')).rejects.toThrow(
      /never changed/,
    )
    await atMoment(today, () => withdrawPolicy(supervisor(), id))
  })

  it('a draft is not published in one step', async () => {
    const id = await on(() => draftWith(lead(), toPolice))
    const publish = withActorInSql(
      lead(),
      (tx) => tx.$queryRaw`
        update policy_version set state = 'published', applies_from = '2027-06-01', words = '\\x00',
          proposed_by = ${lead().accountId}::uuid, proposed_at = ${today}::timestamptz
        where id = ${id}::uuid`,
    )
    await expect(publish).rejects.toThrow()
  })

  it('drafts are for those who write and judge them; what is published is for everybody', async () => {
    const draft = await on(() => draftWith(lead(), toPolice))
    const seenBy = (name: string) =>
      withActorInSql(
        person(name),
        (tx) =>
          tx.$queryRaw<
            { state: string }[]
          >`select distinct state from policy_version where state <> 'withdrawn'`,
      ).then((rows) => rows.map(({ state }) => state))
    expect(await seenBy('supervisor')).toContain('draft')
    for (const name of ['officer', 'desk', 'beacon', 'admin', 'auditor', 'referrer.nhs'])
      expect(await seenBy(name)).not.toContain('draft')
    for (const name of ['admin', 'auditor']) {
      expect((await findPolicies(person(name))).open).toEqual([])
      await expect(findPolicy(person(name), draft)).rejects.toThrow(NotFound)
    }
    for (const name of ['officer', 'desk', 'beacon', 'referrer.nhs'])
      await expect(async () => findPolicies(person(name))).rejects.toThrow(NotFound)
    await expect(on(() => draftWith(supervisor(), {}))).rejects.toThrow(NotFound)
  })

  it('why it was proposed is sealed, and no event repeats it', async () => {
    const policy = await on(() => draftWith(lead(), toPolice))
    await on(() => replayed(lead(), policy))
    await on(() => propose(lead(), policy, '2027-07-01'))
    const kept = await database.asOwner(
      (tx) => tx.$queryRaw<{ row: string }[]>`
        select policy_version::text as row from policy_version where id = ${policy}::uuid
        union all select event::text from event where type like 'policy.%'`,
    )
    expect(kept.filter(({ row }) => row.includes('It helps'))).toEqual([])
    expect(rulesOf((await findPolicy(lead(), policy)).document).length).toBeGreaterThan(50)
  })
})
