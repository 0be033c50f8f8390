import { randomUUID } from 'node:crypto'
import { addMinutes, addSeconds } from 'date-fns'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { GET as addPage, POST as addForm } from '@/app/people/add/route'
import { GET as askAgain, POST as proveForm } from '@/app/sign-in/again/route'
import type { Actor } from '@/lib/access/actor'
import { addAccount } from '@/lib/access/add-account'
import { answerAccountRequest } from '@/lib/access/answer-account-request'
import { certifyAccounts } from '@/lib/access/certify-accounts'
import { changePassword } from '@/lib/access/change-password'
import { closeLeaver } from '@/lib/access/close-leaver'
import { disableAccount } from '@/lib/access/disable-account'
import { endToken } from '@/lib/access/end-token'
import { findActor } from '@/lib/access/find-actor'
import { hashPassword } from '@/lib/access/hash-password'
import { makeInvitation } from '@/lib/access/make-invitation'
import { makeToken } from '@/lib/access/make-token'
import { type needsProof } from '@/lib/access/permissions'
import { requestAccountChange } from '@/lib/access/request-account-change'
import { requirePermission } from '@/lib/access/require-permission'
import { exportEvents } from '@/lib/audit/export-events'
import { answerExport } from '@/lib/exports/answer-export'
import { askExport } from '@/lib/exports/ask-export'
import { fetchExport as fetchFile } from '@/lib/exports/fetch-export'
import { answerRelease } from '@/lib/casework/answer-release'
import { askRelease } from '@/lib/casework/ask-release'
import { findRestricted, findRestrictedCase } from '@/lib/casework/find-restricted'
import { sendOutside } from '@/lib/casework/send-outside'
import { atMoment } from '@/lib/clock'
import {
  exportSubjectAccess,
  fetchExport,
  findHeld,
} from '@/lib/data-requests/export-subject-access'
import { issuePaper } from '@/lib/papers/issue-paper'
import { acceptImport } from '@/lib/imports/accept-import'
import { receiveSheet } from '@/lib/imports/receive-sheet'
import { undoImport } from '@/lib/imports/undo-import'
import { publishReport } from '@/lib/outcomes/publish-report'
import { answerPolicy } from '@/lib/policies/answer-policy'
import { NeedsProof } from '@/lib/refusals'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { findDoors, knock } from '@/tests/support/doors'
import { dumpDatabase } from '@/tests/support/dump-database'
import { openIfAsked } from '@/tests/support/open-with-reason'
import { cookieIn, cookieOf, get, post } from '@/tests/support/requests'
import { codeAt, enrol } from '@/tests/support/second-factor'
import { sendTyped, typedOf } from '@/tests/support/send-answers'
import { workedCase } from '@/tests/support/worked-case'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const password = 'a long enough passphrase'
const proofs: Record<string, string> = { password }
const id = randomUUID()
const nothing = new URLSearchParams()

let withheld = ''
let kept = ''
beforeAll(async () => {
  const passwordHash = await hashPassword(password)
  await asOwner((tx) => tx.account.updateMany({ data: { passwordHash } }))
  const named = { ...workedCase('V09'), givenNames: 'Ngozi', familyName: 'Okonkwaze' }
  withheld = (await sendTyped(person('referrer.council'), typedOf(named))).reference
  const implicated = { ...workedCase('V01'), implicated: 'police' }
  kept = (await sendTyped(person('referrer.fire'), typedOf(implicated))).reference
  await openIfAsked(person('lead'), kept)
})
beforeEach(() => asOwner((tx) => tx.signInTry.deleteMany()))

type Acts = Readonly<Record<string, (actor: Actor) => unknown>>

/** Everything that asks for a fresh proof: by permission, who has it and what they do by it. */
const asking: Readonly<Record<(typeof needsProof)[number], readonly [who: string, acts: Acts]>> = {
  'manage-accounts': [
    'admin',
    {
      'adds an account': (actor) => addAccount(actor, nothing),
      'confirms accounts': (actor) => certifyAccounts(actor, nothing),
      'closes the account of a leaver': (actor) => closeLeaver(actor, id),
      'disables an account': (actor) => disableAccount(actor, id, true),
      'enables an account': (actor) => disableAccount(actor, id, false),
      'invites somebody again': (actor) => makeInvitation(actor, id),
      'asks for a recovery': (actor) => requestAccountChange(actor, id, 'recover', nothing),
      'asks for another role': (actor) => requestAccountChange(actor, id, 'role', nothing),
      'asks for another way to sign in': (actor) =>
        requestAccountChange(actor, id, 'provider', nothing),
      'makes a key to the partner API': (actor) => makeToken(actor, nothing),
      'ends a key to the partner API': (actor) => endToken(actor, id),
    },
  ],
  'publish-policy': [
    'supervisor',
    {
      'answers about a policy of routing': (actor) =>
        answerPolicy(actor, { policy: id, agrees: true, reason: '' }),
    },
  ],
  'agree-to-account-changes': [
    'lead',
    { 'agrees to a change of an account': (actor) => answerAccountRequest(actor, id, true) },
  ],
  'release-in-emergency': [
    'officer',
    {
      'learns at once who a person is': (actor) => {
        const form = new URLSearchParams({ urgent: 'yes', words: 'He is on his way to her' })
        return askRelease(actor, { reference: withheld, form })
      },
    },
  ],
  'copy-events': [
    'auditor',
    { 'takes a copy of the trail': (actor) => exportEvents(actor, {}, 'csv') },
  ],
  'hand-out-data': [
    'lead',
    {
      'reads all about a person': (actor) => findHeld(actor, id),
      'makes the file for them': (actor) => exportSubjectAccess(actor, id, 1, nothing),
      'fetches the file': (actor) => fetchExport(actor, id),
    },
  ],
  'see-restricted-cases': [
    'lead',
    {
      'lists the cases that are kept': (actor) => findRestricted(actor),
      'opens one of them': (actor) => findRestrictedCase(actor, kept),
      'says where it went': (actor) => sendOutside(actor, { reference: kept, form: nothing }),
    },
  ],
  'release-identity': [
    'lead',
    {
      'decides on a release': (actor) => answerRelease(actor, { release: id, form: nothing }),
    },
  ],
  'import-past-referrals': [
    'lead',
    {
      'uploads a list of past referrals': (actor) => receiveSheet(actor, undefined),
      'imports one': (actor) => acceptImport(actor, id, true),
      'undoes an import': (actor) => undoImport(actor, id),
    },
  ],
  'change-own-sign-in': [
    'referrer.nhs',
    {
      'changes their password': (actor) =>
        changePassword(actor, { presentPassword: 'x', password: 'x', passwordAgain: 'x' }, 'here'),
    },
  ],
  'export-data': [
    'desk',
    {
      'asks for a file': (actor) => askExport(actor, nothing),
      'fetches a file': (actor) => fetchFile(actor, id),
    },
  ],
  'agree-to-exports': [
    'admin',
    { 'agrees to a file': (actor) => answerExport(actor, id, { agree: true }) },
  ],
  'take-papers': [
    'desk',
    { 'takes a paper of a case': (actor) => issuePaper(actor, withheld, 'ms1', 'pdf') },
  ],
  'publish-report': [
    'lead',
    {
      'publishes figures': (actor) =>
        publishReport(actor, { from: '2017-01-01', until: '2017-12-31' }, 'nothing'),
    },
  ],
}

const rows = Object.entries(asking).flatMap(([permission, [who, acts]]) =>
  Object.entries(acts).map(([what, act]) => ({ permission, who, what, act })),
)
const provedAt = (who: string, at: Date): Actor => ({
  ...person(who),
  confirmed: { at, by: 'password' },
})
/** Everything but who tried to sign in, which is counted whatever comes of it. */
const everything = async () => JSON.stringify([...(await asOwner(dumpDatabase))])

describe.each(rows)('$permission: whoever $what', ({ who, act }) => {
  const does = async (actor: Actor) => act(actor)

  it('has to prove first that it is them, and nothing is done before', async () => {
    const before = await everything()
    await expect(does(provedAt(who, addMinutes(new Date(), -6)))).rejects.toThrow(NeedsProof)
    expect(await everything()).toBe(before)
  })

  it('goes on with a fresh proof', async () => {
    const error: unknown = await does(provedAt(who, new Date())).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    expect(error).not.toBeInstanceOf(NeedsProof)
  })
})

describe('a proof', () => {
  const at = new Date('2026-11-22T10:00:00Z')
  const tries = (given: Date | undefined) =>
    atMoment(at, async () =>
      requirePermission(
        { ...person('admin'), confirmed: given && { at: given, by: 'password' } },
        'manage-accounts',
      ),
    )
  it.each([
    ['is fresh for almost five minutes', addSeconds(at, -299), true],
    ['is stale after five', addSeconds(at, -300), false],
    ['is never given by a key of the partner API', undefined, false],
  ])('%s', async (_, given, isFresh) => {
    const asked = tries(given)
    await (isFresh
      ? expect(asked).resolves.toBeUndefined()
      : expect(asked).rejects.toThrow(NeedsProof))
  })
})

/** Signs somebody in who last proved it some minutes ago. */
const signedIn = async (who: string, minutesAgo = 6) => {
  const cookie = await cookieOf(person(who))
  await asOwner((tx) =>
    tx.session.updateMany({
      where: { accountId: person(who).accountId },
      data: { confirmedAt: addMinutes(new Date(), -minutesAgo) },
    }),
  )
  return cookie
}
const prove = (cookie: string, typed: Record<string, string>) =>
  post(proveForm, '/sign-in/again', {}, new URLSearchParams(typed), {
    cookie,
    'x-forwarded-for': '192.0.2.1',
  })
const isIn = async (cookie: string) =>
  (await findActor(new Request('http://localhost:3999', { headers: { cookie } }))) !== null
const newCookie = (answer: Response) => cookieIn(answer.headers.get('set-cookie'))
const fieldsOf = (html: string) =>
  new URLSearchParams(
    [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  )

describe('at a page whose form needs it', () => {
  it('asks before the form is shown, and leads back to it', async () => {
    const cookie = await signedIn('admin')
    const asked = await get(addPage, '/people/add', {}, { cookie })
    expect([asked.status, asked.headers.get('location')]).toEqual([
      303,
      '/sign-in/again?next=%2Fpeople%2Fadd',
    ])
    const page = await get(askAgain, '/sign-in/again?next=%2Fpeople%2Fadd', {}, { cookie })
    expect(await page.text()).toContain('Your password')
    const proved = await prove(cookie, { next: '/people/add', password })
    expect([proved.status, proved.headers.get('location')]).toEqual([303, '/people/add'])
    expect((await get(addPage, '/people/add', {}, { cookie: newCookie(proved) })).status).toBe(200)
  })

  it('loses nothing of what was typed when the proof grew old meanwhile', async () => {
    const cookie = await signedIn('admin')
    const typed = new URLSearchParams({
      name: 'Alex Brindle & daughter',
      email: 'alex.brindle@demo.test',
      role: 'referrer',
      organisation: person('referrer.nhs').organisation.slug,
      password: 'never kept',
    })
    const refused = await post(addForm, '/people/add', {}, typed, { cookie })
    const asked = await refused.text()
    expect([refused.status, asked.includes('never kept')]).toEqual([403, false])

    const fields = fieldsOf(asked.replaceAll('&amp;', '&'))
    expect(fields.get('kept.name')).toBe('Alex Brindle & daughter')
    const wrong = await prove(cookie, { ...Object.fromEntries(fields), password: 'wrong' })
    const again = fieldsOf((await wrong.text()).replaceAll('&amp;', '&'))
    expect([wrong.status, [...again]]).toEqual([422, [...fields]])

    const proved = await prove(cookie, { ...Object.fromEntries(again), password })
    const kept = fieldsOf((await proved.text()).replaceAll('&amp;', '&'))
    const added = await post(addForm, '/people/add', {}, kept, { cookie: newCookie(proved) })
    expect(await added.text()).toContain('Account added')
  })

  it('asks at every form about accounts, and does nothing', async () => {
    const cookie = await signedIn('admin')
    const before = await asOwner((tx) => tx.account.findMany({ orderBy: { id: 'asc' } }))
    const doors = (await findDoors()).filter(
      ({ path, handlers }) => path.startsWith('/people') && handlers.POST,
    )
    expect(doors.length).toBeGreaterThan(6)
    for (const door of doors) {
      const account = person('beacon').accountId
      const act = door.path.endsWith('/invite') ? 'invite' : 'left'
      const body = `act=${act}&decision=agree&words=Typed`
      const answer = await knock(
        door,
        'POST',
        { account },
        { cookie, origin: 'http://localhost:3999', body },
      )
      expect([door.path, answer.status, (await answer.text()).includes('value="Typed"')]).toEqual([
        door.path,
        403,
        true,
      ])
    }
    expect(await asOwner((tx) => tx.account.findMany({ orderBy: { id: 'asc' } }))).toEqual(before)
  })
})

describe('proving it', () => {
  it('makes a new token of the same session, and is on the trail', async () => {
    const cookie = await signedIn('auditor')
    const answer = await prove(cookie, proofs)
    expect([await isIn(cookie), await isIn(newCookie(answer))]).toEqual([false, true])
    const event = await asOwner((tx) => tx.event.findFirst({ orderBy: { sequence: 'desc' } }))
    expect(event).toMatchObject({
      type: 'session.confirmed',
      accountId: person('auditor').accountId,
      detail: { session: expect.any(String), ways: ['password'] },
    })
  })

  it.each([['https://evil.test/'], ['//evil.test/'], ['/\\evil.test'], ['javascript:alert(1)']])(
    'leads to no other site: %s',
    async (next) => {
      const home = await prove(await signedIn('auditor'), { ...proofs, next })
      expect(home.headers.get('location')).toBe('/events')
      const kept = await prove(await signedIn('auditor'), { ...proofs, keptPath: next })
      expect([kept.status, kept.headers.get('location')]).toEqual([303, '/events'])
    },
  )

  it('counts wrong passwords, and says when it is too many', async () => {
    const cookie = await signedIn('auditor')
    const statuses = []
    for (let tries = 0; tries < 6; tries += 1) {
      const answer = await prove(cookie, { password: `wrong ${tries}` })
      statuses.push([answer.status, answer.headers.get('retry-after')])
    }
    expect(statuses).toEqual([...Array(5).fill([422, null]), [429, '900']])
    expect((await prove(cookie, proofs)).status).toBe(429)
    expect(
      await asOwner((tx) => tx.event.findFirst({ orderBy: { sequence: 'desc' } })),
    ).toMatchObject({ type: 'sign_in.refused', detail: { reason: 'too_many' } })
  })

  it('takes the code of an app from those who have one, once, and no password', async () => {
    const { secret } = await enrol(person('supervisor'), new Date())
    const code = codeAt(secret, addSeconds(new Date(), 30))
    const cookie = await signedIn('supervisor')
    const page = await (await get(askAgain, '/sign-in/again', {}, { cookie })).text()
    expect([page.includes('name="code"'), page.includes('name="password"')]).toEqual([true, false])

    expect((await prove(cookie, proofs)).status).toBe(422)
    expect((await prove(cookie, { code: '000000' })).status).toBe(422)
    const proved = await prove(cookie, { code })
    expect(proved.status).toBe(303)
    expect((await prove(newCookie(proved), { code })).status).toBe(422)
  })

  it('counts wrong codes', async () => {
    const cookie = await signedIn('supervisor')
    const statuses = []
    for (let tries = 0; tries < 6; tries += 1)
      statuses.push((await prove(cookie, { code: '000000' })).status)
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429])
  })
})
