import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { GET as showAnswer, POST as answer } from '@/app/policy/[policy]/answer/route'
import { GET as showProposal, POST as propose } from '@/app/policy/[policy]/propose/route'
import { GET as showReplay, POST as replay } from '@/app/policy/[policy]/replay/route'
import { GET as showVersion } from '@/app/policy/[policy]/route'
import { POST as move } from '@/app/policy/[policy]/rules/[rule]/move/route'
import { POST as remove } from '@/app/policy/[policy]/rules/[rule]/remove/route'
import { GET as showRule, POST as saveRule } from '@/app/policy/[policy]/rules/[rule]/route'
import { GET as showAdd, POST as addRule } from '@/app/policy/[policy]/rules/add/route'
import { POST as withdraw } from '@/app/policy/[policy]/withdraw/route'
import { POST as start } from '@/app/policy/new/route'
import { GET as showPolicies } from '@/app/policy/route'
import { formOf } from '@/lib/journey/form-of'
import type { RawAnswers } from '@/lib/journey/question'
import { findPolicy } from '@/lib/policies/find-policy'
import { changeForm, typedOf } from '@/lib/policies/rule-form'
import { runReplays } from '@/lib/policies/run-replays'
import { standingPolicy } from '@/lib/routing/decision'
import { ruleIn } from '@/lib/routing/policy-changes'
import { describePolicy, rulesOf } from '@/lib/routing/policy-document'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { cookieOf, get, post } from '@/tests/support/requests'
import { sendTyped, typedOf as answersTyped } from '@/tests/support/send-answers'
import { workedCase } from '@/tests/support/worked-case'

const database = testDatabase()
const { person } = countyPeople(database)
const rules = rulesOf(describePolicy(standingPolicy.sections))

let policy = ''
const path = (what = '') => `/policy/${policy}${what}`
const plain = (html: string) =>
  html
    .replace(/<(head|script)[^]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replace(/\s+/g, ' ')
const bodyOf = async (answered: Response) => plain(await answered.text())
const as = async (name: string) => ({ cookie: await cookieOf(person(name)) })
const leadTo = (answered: Response) => answered.headers.get('location')

const versionNow = async () => (await findPolicy(person('lead'), policy)).version
const documentNow = async () => (await findPolicy(person('lead'), policy)).document
const ruleNow = async (id: string) => ruleIn(await documentNow(), id)
const form = (typed: Record<string, string | number>) =>
  new URLSearchParams(Object.entries(typed).map(([name, value]) => [name, String(value)]))

const day = (name: string, [year = '', month = '', date = '']: readonly string[]) => ({
  [`${name}-day`]: date,
  [`${name}-month`]: month,
  [`${name}-year`]: year,
})
const period = { ...day('from', ['2020', '1', '1']), ...day('until', ['2030', '12', '31']) }
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' })
  .format(new Date())
  .split('-')

/** Posts the form of a rule with some of it changed, as a browser would. */
const postRule = async (id: string, change: RawAnswers, version?: number, who = 'lead') => {
  const rule = await ruleNow(id)
  if (!rule) throw new Error(`There is no rule ${id}`)
  const body = formOf(changeForm(id).questions, { ...typedOf(rule), ...change })
  body.set('version', String(version ?? (await versionNow())))
  return post(saveRule, path(`/rules/${id}`), { policy, rule: id }, body, await as(who))
}
const actOn = async (handler: typeof move, rule: string, typed: Record<string, string>) =>
  post(
    handler,
    path(`/rules/${rule}/move`),
    { policy, rule },
    form({ ...typed, version: await versionNow() }),
    await as('lead'),
  )
const askReplay = async () =>
  post(
    replay,
    path('/replay'),
    { policy },
    form({ ...period, version: await versionNow() }),
    await as('lead'),
  )
const replayed = async () => {
  expect(leadTo(await askReplay())).toBe(path('/replay'))
  await runReplays()
  return bodyOf(await get(showReplay, path('/replay'), { policy }, await as('lead')))
}
const proposal = { ...day('appliesFrom', today), reason: 'Children wait too long' }
const postProposal = async (typed: Record<string, string> = {}) =>
  post(
    propose,
    path('/propose'),
    { policy },
    form({ ...proposal, ...typed, version: await versionNow() }),
    await as('lead'),
  )
const postAnswer = async (who: string, typed: Record<string, string>) =>
  post(answer, path('/answer'), { policy }, form(typed), await as(who))

beforeAll(async () => {
  for (const id of ['V03', 'V06', 'V14', 'V16'])
    await sendTyped(person('referrer.nhs'), {
      ...answersTyped(workedCase(id)),
      givenNames: 'Mira',
      familyName: 'Kanarienvogel',
    })
}, 60_000)

beforeEach(async () => {
  const started = await post(start, '/policy/new', {}, form({ name: 'Spring' }), await as('lead'))
  policy = leadTo(started)?.replace('/policy/', '') ?? ''
  expect(policy).toMatch(/^[0-9a-f-]{36}$/)
})

describe('the page of the policy', () => {
  it.each(['lead', 'supervisor', 'admin', 'auditor'])('is there for %s', async (who) => {
    const shown = await get(showPolicies, '/policy', {}, await as(who))
    const text = await bodyOf(shown)
    expect(shown.status).toBe(200)
    for (const { because } of rules) expect(text.toLowerCase()).toContain(because.toLowerCase())
    expect(text.includes('Spring')).toBe(['lead', 'supervisor'].includes(who))
  })

  it.each(['referrer.nhs', 'officer', 'beacon', 'desk'])('is not there for %s', async (who) => {
    const cookie = await as(who)
    expect((await get(showPolicies, '/policy', {}, cookie)).status).toBe(404)
    expect((await get(showVersion, path(), { policy }, cookie)).status).toBe(404)
    expect((await get(showReplay, path('/replay'), { policy }, cookie)).status).toBe(404)
  })
})

describe('a draft', () => {
  it('has a name', async () => {
    const answered = await post(start, '/policy/new', {}, form({ name: ' ' }), await as('lead'))
    expect(answered.status).toBe(422)
    expect(await bodyOf(answered)).toContain('Enter a name for the draft')
  })

  it.each(['supervisor', 'admin', 'auditor'])('is not changed by %s', async (who) => {
    const rule = { policy, rule: 'B4' }
    expect((await get(showRule, path('/rules/B4'), rule, await as(who))).status).toBe(404)
    expect((await postRule('B4', { because: 'I say so' }, undefined, who)).status).toBe(404)
    expect((await ruleNow('B4'))?.because).not.toBe('I say so')
  })

  it('says what was changed, before and after', async () => {
    const before = (await ruleNow('C13'))?.because
    const answered = await postRule('C13', { because: 'a house of many' })
    expect(leadTo(answered)).toBe(`${path()}#rule-C13`)
    const text = await bodyOf(await get(showVersion, path(), { policy }, await as('lead')))
    expect(text).toContain('C13 Changed')
    expect(text).toContain('A house of many')
    expect(text.toLowerCase()).toContain(before)
  })

  it('changes nothing where the form is sent as it was drawn', async () => {
    for (const { id } of rules) await postRule(id, {})
    const text = await bodyOf(await get(showVersion, path(), { policy }, await as('lead')))
    expect(text).toContain('Nothing yet: it is the same')
  })

  it('keeps what was typed, and says beside it what is wrong', async () => {
    const answered = await postRule('B4', { when: [], because: 'a reason of my own' })
    expect(answered.status).toBe(422)
    const html = await answered.text()
    expect(plain(html)).toContain('Select when the rule applies')
    expect(html).toContain('value="a reason of my own"')
  })

  it('asks that the queue which works it first is one that it goes to', async () => {
    const answered = await postRule('B4', { primary: 'BEACON' })
    expect(answered.status).toBe(422)
    expect(await bodyOf(answered)).toContain('must be one that it goes to')
  })

  it('keeps what was typed by whoever comes second', async () => {
    const version = await versionNow()
    await postRule('B4', { because: 'the first' }, version)
    const second = await postRule('B5', { because: 'the second' }, version)
    const html = await second.text()
    expect(second.status).toBe(409)
    expect(plain(html)).toContain('Somebody else changed this draft first')
    expect(html).toContain('value="the second"')
    expect(html).toContain(`name="version" value="${await versionNow()}"`)
    expect((await ruleNow('B5'))?.because).not.toBe('the second')
  })

  it('takes a new rule, moves one and takes one out', async () => {
    const typed = { ...typedOf(rules[0] ?? expect.fail()), because: 'a new rule', section: '2' }
    const body = formOf({ ...changeForm('').questions }, typed)
    body.set('version', String(await versionNow()))
    const added = await post(addRule, path('/rules/add'), { policy }, body, await as('lead'))
    const id = leadTo(added)?.split('#rule-')[1] ?? ''
    expect((await ruleNow(id))?.because).toBe('a new rule')
    expect(leadTo(await actOn(move, 'B2', { to: 'earlier' }))).toBe(`${path()}#rule-B2`)
    expect(leadTo(await actOn(remove, 'C13', {}))).toBe(`${path()}#differences`)
    const text = await bodyOf(await get(showVersion, path(), { policy }, await as('lead')))
    expect(text).toContain(`${id} Added`)
    expect(text).toMatch(/B[12] Moved .*Place: First of its part/)
    expect(text).toContain('C13 Removed')
  })

  it('asks for all that a new rule needs', async () => {
    const shown = await get(showAdd, path('/rules/add'), { policy }, await as('lead'))
    expect(shown.status).toBe(200)
    const body = form({ version: await versionNow() })
    const answered = await post(addRule, path('/rules/add'), { policy }, body, await as('lead'))
    expect(answered.status).toBe(422)
    const text = await bodyOf(answered)
    for (const message of ['Select a part', 'Select when', 'Enter why', 'Enter where'])
      expect(text).toContain(message)
  })

  it('is withdrawn, and is there no more to be changed', async () => {
    await post(withdraw, path('/withdraw'), { policy }, form({}), await as('lead'))
    const text = await bodyOf(await get(showVersion, path(), { policy }, await as('lead')))
    expect(text).toContain('Withdrawn')
    const late = await postRule('B4', { because: 'too late' })
    const html = await late.text()
    expect(late.status).toBe(409)
    expect(plain(html)).toContain('Somebody proposed or withdrew this draft first')
    expect(html).toContain('value="too late"')
    expect(html).not.toContain('Save the rule')
    expect((await postRule('B4', { because: 'too late' }, undefined, 'auditor')).status).toBe(404)
    expect((await ruleNow('B4'))?.because).not.toBe('too late')
    const rule = { policy, rule: 'B4' }
    expect((await get(showRule, path('/rules/B4'), rule, await as('lead'))).status).toBe(404)
  })

  it('keeps what was typed of a rule that somebody took out', async () => {
    const version = await versionNow()
    const typed = { ...typedOf((await ruleNow('C13')) ?? expect.fail()), because: 'for nothing' }
    await actOn(remove, 'C13', {})
    const body = formOf(changeForm('C13').questions, typed)
    body.set('version', String(version))
    const at = { policy, rule: 'C13' }
    const late = await post(saveRule, path('/rules/C13'), at, body, await as('lead'))
    const html = await late.text()
    expect(late.status).toBe(409)
    expect(plain(html)).toContain('Somebody took this rule out of the draft first')
    expect(html).toContain('value="for nothing"')
  })
})

describe('a replay', () => {
  const drawn = async () =>
    (await get(showReplay, path('/replay'), { policy }, await as('lead'))).text()

  it('says how far it is while it is worked out, and renews no page that is done', async () => {
    await askReplay()
    const waiting = await drawn()
    expect(waiting).toMatch(/role="status"[^>]*>The replay waits for its turn/)
    expect(waiting).toContain('data-renews="yes"')
    expect(waiting).toContain('Stop showing it by itself')
    expect(waiting).not.toMatch(/http-equiv="refresh"/i)
    await runReplays()
    const done = await drawn()
    expect(done).toMatch(/role="status"[^>]*>The replay is done/)
    expect(done).toContain('data-renews="no"')
    expect(done).not.toContain('Stop showing it by itself')
  })

  it('says plainly that nothing changes', async () => {
    const text = await replayed()
    expect(text).toContain('Nothing changes. Both policies decide all 4 referrals alike.')
    expect(text).toContain('Nobody. Nothing would be told to anybody')
    expect(text).toContain('It keeps every promise.')
  })

  it('shows how far it is until it is done', async () => {
    await askReplay()
    const text = await bodyOf(await get(showReplay, path('/replay'), { policy }, await as('lead')))
    expect(text).toContain('See how far it is now')
  })

  it('says first who would be told what, and which promise breaks, and names nobody', async () => {
    await postRule('E5', { identityToPolice: 'shared' })
    const text = await replayed()
    const told = text.indexOf('Who the person is')
    expect(text).toContain('Some people’s details would reach people whom they do not reach now')
    expect(told).toBeGreaterThan(0)
    expect(told).toBeLessThan(text.indexOf('What else moves'))
    expect(text).toContain('It cannot be published')
    expect(text).not.toMatch(/Kanarienvogel|Mira|[A-Z2-9]{4}-[A-Z2-9]{4}/)
  })

  it('asks for the days of a time', async () => {
    const body = form({ ...period, 'from-day': '32', version: await versionNow() })
    const answered = await post(replay, path('/replay'), { policy }, body, await as('lead'))
    expect(answered.status).toBe(422)
    expect(await bodyOf(answered)).toContain('First day must be a real date')
  })
})

describe('a proposal', () => {
  const showsProposal = async () =>
    bodyOf(await get(showProposal, path('/propose'), { policy }, await as('lead')))

  it('waits until the draft was replayed as it stands', async () => {
    await postRule('C13', { because: 'a house of many' })
    expect(await showsProposal()).toContain('Replay the draft as it stands first')
    await replayed()
    expect(await showsProposal()).toContain('From which day shall it decide?')
    await postRule('C13', { because: 'a house of very many' })
    expect(await showsProposal()).toContain('Replay the draft as it stands first')
    expect((await postProposal()).status).toBe(422)
  })

  it('cannot be made of a draft that breaks a promise which nobody may break', async () => {
    await postRule('E5', { identityToPolice: 'shared' })
    await replayed()
    expect(await showsProposal()).toContain('It breaks a promise that is never broken')
    expect((await postProposal()).status).toBe(422)
  })

  it('asks for a reason for each promise that it breaks', async () => {
    await actOn(remove, 'C13', {})
    await replayed()
    const without = await postProposal()
    expect(without.status).toBe(422)
    expect(await bodyOf(without)).toContain('Enter why this promise may be broken')
    const why = { break_numbers: 'The centre is closed' }
    expect(leadTo(await postProposal(why))).toBe(`${path()}?proposed`)
    const text = await bodyOf(await get(showVersion, path(), { policy }, await as('supervisor')))
    expect(text).toContain('The centre is closed')
  })

  it('is answered by somebody else, who reads what it changes and what the replay found', async () => {
    await postRule('C13', { because: 'a house of many' })
    await replayed()
    expect(leadTo(await postProposal())).toBe(`${path()}?proposed`)
    expect((await get(showAnswer, path('/answer'), { policy }, await as('lead'))).status).toBe(404)

    const shown = await get(showAnswer, path('/answer'), { policy }, await as('supervisor'))
    const text = await bodyOf(shown)
    for (const part of ['A house of many', 'Children wait too long', 'Nothing changes.'])
      expect(text).toContain(part)

    const empty = await postAnswer('supervisor', { answer: 'refuse', reason: '' })
    expect(empty.status).toBe(422)
    const refused = await postAnswer('supervisor', { answer: 'refuse', reason: 'Not yet' })
    expect(leadTo(refused)).toBe(`${path()}?refused`)
    expect(await bodyOf(await get(showVersion, path(), { policy }, await as('lead')))).toContain(
      'Not yet',
    )
  })

  it('is published by the second person, and is what the policy says from its day on', async () => {
    await postRule('C13', { because: 'a house of many' })
    await replayed()
    await postProposal()
    const agreed = await postAnswer('supervisor', { answer: 'agree', reason: 'It is plainer' })
    expect(leadTo(agreed)).toBe(`${path()}?published`)
    const text = await bodyOf(await get(showPolicies, '/policy', {}, await as('auditor')))
    expect(text).toContain('In force: Spring')
    expect(text).toContain('A house of many')
  })
})
