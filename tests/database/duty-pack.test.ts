import { beforeAll, describe, expect, it } from 'vitest'
import {
  GET as showText,
  POST as postText,
} from '@/app/cases/[reference]/notification/[question]/route'
import { GET as showPack } from '@/app/cases/[reference]/notification/route'
import type { Actor } from '@/lib/access/actor'
import { withActor } from '@/lib/database/with-actor'
import { findReceipts } from '@/lib/disclosure/find-receipts'
import type { RawAnswers } from '@/lib/journey/question'
import { isFreeText } from '@/lib/packs/duty-questions'
import { dutyPackPath } from '@/lib/packs/duty-path'
import { findDutyPack } from '@/lib/packs/find-duty-pack'
import { findText } from '@/lib/packs/find-text'
import { releaseText } from '@/lib/packs/release-text'
import { findDetails } from '@/lib/referral/find-details'
import { saveDetails } from '@/lib/referral/save-details'
import { NeedsReason, NotAllowed, NotFound } from '@/lib/refusals'
import { detailsWithCanaries, withCanaries } from '@/tests/support/canaries'
import { correct } from '@/tests/support/correct'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { dumpDatabase, tablesWith } from '@/tests/support/dump-database'
import { formOf } from '@/tests/support/form-of'
import { openWithReason } from '@/tests/support/open-with-reason'
import { cookieOf, get, post } from '@/tests/support/requests'
import { sendTyped, typedOf } from '@/tests/support/send-answers'
import { workedCase } from '@/tests/support/worked-case'

const database = testDatabase()
const { asOwner } = database
const { person, colleagueOf } = countyPeople(database)
const council = () => person('referrer.council')

/** What was typed somewhere in the case: tests/support/canaries.ts. */
const canary = /kanarienvogel|singt|07700 ?9003\d\d/gi
const copy = 'They were made to work at night'

/** Sends a case with a canary in every question that takes one, and adds every detail. */
const sendFull = async (id: string, author: Actor, chosen: RawAnswers = {}) => {
  const typed = withCanaries(workedCase(id))
  const { reference } = await sendTyped(author, typed)
  const { journey, typed: details } = detailsWithCanaries(typed, chosen)
  const { walked } = await findDetails(author, reference)
  for (const { step } of walked.stops)
    await saveDetails(author, reference, step.id, formOf(journey.questions, details))
  return reference
}

/** The form of somebody who reads a text, changes it and confirms it. */
const formFor = async (
  actor: Actor,
  reference: string,
  question: string,
  {
    words = copy,
    stays = [],
    read = 'yes',
  }: Partial<Record<'words' | 'read', string>> & {
    stays?: readonly string[]
  } = {},
) => {
  const { source } = await findText(actor, reference, question)
  const form = new URLSearchParams({ source, words, read })
  for (const one of stays) form.append('stays', one)
  return form
}
const release = async (
  actor: Actor,
  reference: string,
  question: string,
  typed: Parameters<typeof formFor>[3] = {},
) =>
  releaseText(actor, {
    reference,
    question,
    form: await formFor(actor, reference, question, typed),
  })
const stateOf = async (actor: Actor, reference: string, question: string) =>
  (await findDutyPack(actor, reference)).pack.texts.find((one) => one.question === question)?.state
const eventsOf = (reference: string, type: string) =>
  asOwner(async (tx) => {
    const { id } = await tx.referral.findUniqueOrThrow({ where: { reference } })
    return tx.event.findMany({ where: { referralId: id, type }, orderBy: { sequence: 'asc' } })
  })

describe('the pack of an adult who refused all', () => {
  let reference = ''
  beforeAll(async () => {
    reference = await sendFull('V03', council())
  })
  const pack = (actor: Actor) => findDutyPack(actor, reference)

  it('holds nothing that anybody typed, and lists each text that waits', async () => {
    const { pack: found } = await pack(council())
    expect(found).toMatchObject({ branch: 'anonymous_notification', isNamed: false })
    expect(JSON.stringify(found).match(canary)).toBeNull()
    expect(found.texts.length).toBeGreaterThan(15)
    expect(found.texts.every(({ state }) => state === 'to_read')).toBe(true)
    expect(found.fields).toEqual(expect.arrayContaining(['worries', 'gender']))
    expect(found.fields.filter(isFreeText)).toEqual([])
  })

  it('is opened on the record: which questions, and never what they say', async () => {
    const [event] = await eventsOf(reference, 'duty_pack.viewed')
    const { pack: found } = await pack(council())
    expect(event).toMatchObject({
      accountId: council().accountId,
      detail: { audience: 'referrer', manner: 'anonymous', fields: found.fields },
    })
  })

  it('lets no text leave while something that was found in it was not looked at', async () => {
    const words = 'Kanarienvogel was made to work in Ware'
    const refused = await release(council(), reference, 'account', { words })
    expect(refused).toMatchObject({
      form: { typed: { words }, problems: [{ question: 'stays' }] },
      isStale: false,
    })
    const stays = ['name:Kanarienvogel']
    expect(await release(council(), reference, 'account', { words, stays })).toMatchObject({
      form: { problems: [{ question: 'stays' }] },
    })
    expect(await stateOf(council(), reference, 'account')).toBe('to_read')
  })

  it('lets no text leave that nobody says they have read', async () => {
    expect(await release(council(), reference, 'account', { read: '' })).toMatchObject({
      form: { typed: { words: copy }, problems: [{ question: 'read' }] },
    })
  })

  it('lets a text leave as it was changed, and keeps the answer as it is', async () => {
    expect(await release(council(), reference, 'account')).toHaveProperty('released')
    const { pack: found } = await pack(council())
    expect(JSON.stringify(found)).toContain(copy)
    expect(JSON.stringify(found).match(canary)).toBeNull()
    const text = await findText(council(), reference, 'account')
    expect(text).toMatchObject({ source: 'Kanarienvogel account singt', copy, state: 'released' })
    expect(await eventsOf(reference, 'text.released')).toMatchObject([
      { accountId: council().accountId, detail: { question: 'account' } },
    ])
  })

  it('lets something stay that somebody looked at', async () => {
    const typed = { words: 'It began in Ware', stays: ['county_place:Ware'] }
    expect(await release(council(), reference, 'howItStarted', typed)).toHaveProperty('released')
    expect(JSON.stringify((await pack(council())).pack)).toContain('It began in Ware')
  })

  it('keeps the copy sealed, and for good', async () => {
    expect(tablesWith(await asOwner(dumpDatabase), copy)).toEqual([])
    for (const change of [
      'UPDATE released_text SET question = question',
      'DELETE FROM released_text',
    ])
      await expect(asOwner((tx) => tx.$executeRawUnsafe(change))).rejects.toThrow(/never changed/)
  })

  it('takes the text out again once the answer is corrected', async () => {
    const form = await formFor(council(), reference, 'account')
    await correct(council(), reference, { account: 'Kanarienvogel works by day too' })
    expect(await stateOf(council(), reference, 'account')).toBe('changed')
    expect(JSON.stringify((await pack(council())).pack)).not.toContain(copy)
    // Somebody who had the page open before reads the answer as it is now.
    expect(await releaseText(council(), { reference, question: 'account', form })).toMatchObject({
      isStale: true,
      text: { source: 'Kanarienvogel works by day too', copy },
      form: { typed: { words: copy } },
    })
    expect(await stateOf(council(), reference, 'account')).toBe('changed')
    expect(await release(council(), reference, 'account')).toHaveProperty('released')
    expect(await stateOf(council(), reference, 'account')).toBe('released')
  })

  it('has no text for those who may not see it', async () => {
    const colleague = colleagueOf(council())
    const { pack: found } = await pack(colleague)
    expect(found.texts).toEqual([])
    expect(JSON.stringify(found)).not.toContain(copy)
    await expect(findText(colleague, reference, 'account')).rejects.toThrow(NotFound)
    expect(await withActor(colleague, (tx) => tx.releasedText.count())).toBe(0)
    expect(await withActor(council(), (tx) => tx.releasedText.count())).toBeGreaterThan(0)
  })

  it('is read by the lead, too', async () => {
    expect(JSON.stringify((await pack(person('lead'))).pack)).toContain(copy)
    expect(await release(person('lead'), reference, 'howTheyLeft')).toHaveProperty('released')
  })

  it('does not exist for others, nor do texts that the pack has no place for', async () => {
    for (const name of ['referrer.nhs', 'beacon', 'desk', 'admin', 'auditor'])
      await expect(pack(person(name))).rejects.toThrow(NotFound)
    for (const question of ['familyName', 'worries', 'contactNotes', 'toString'])
      await expect(findText(council(), reference, question)).rejects.toThrow(NotFound)
  })

  it('stands on the receipt of the person', async () => {
    const { lines } = await findReceipts(council(), reference)
    const own = lines.find(({ organisation }) => organisation === council().organisation.name)
    expect(own?.kinds.map(({ kind }) => kind)).toContain('account')
  })
})

describe('the pages', () => {
  it('lead through a text to the pack, and keep what was typed', async () => {
    const reference = await sendFull('V03', council())
    const cookie = await cookieOf(council())
    const params = { reference, question: 'account' }
    const path = dutyPackPath(reference, 'account')
    const first = await (await get(showText, path, params, { cookie })).text()
    expect(first).toContain('Kanarienvogel account singt')
    const wrong = await post(
      postText,
      path,
      params,
      await formFor(council(), reference, 'account', { words: 'Kanarienvogel left' }),
      { cookie },
    )
    expect(wrong.status).toBe(422)
    const told = await wrong.text()
    expect(told).toContain('Kanarienvogel left')
    expect(told).toContain('Look at each line')
    expect(/<title>[^<]*<\/title>/.exec(told)?.[0]).not.toMatch(canary)
    const right = await post(
      postText,
      path,
      params,
      await formFor(council(), reference, 'account'),
      { cookie },
    )
    expect([right.status, right.headers.get('location')]).toEqual([
      303,
      `${dutyPackPath(reference)}#texts`,
    ])
    const list = await get(showPack, dutyPackPath(reference), { reference }, { cookie })
    const drawn = await list.text()
    expect(drawn).toContain(copy)
    expect(drawn.match(canary)).toBeNull()
  })
})

it('is opened outside somebody’s own work with a reason alone', async () => {
  const reference = await sendFull('V02', person('referrer.police'))
  const form = new URLSearchParams({ words: copy, read: 'yes' })
  const asked = { reference, question: 'account', form }
  await expect(findDutyPack(person('lead'), reference)).rejects.toThrow(NeedsReason)
  await expect(findText(person('lead'), reference, 'account')).rejects.toThrow(NeedsReason)
  await expect(releaseText(person('lead'), asked)).rejects.toThrow(NeedsReason)
  await openWithReason(person('lead'), reference)
  expect(await stateOf(person('lead'), reference, 'account')).toBe('to_read')
})

describe('the ledger decides', () => {
  it('a person who agreed that police know, and helps, is named', async () => {
    const author = person('referrer.police')
    const reference = await sendFull('V02', author, { helpInvestigation: 'yes' })
    const { pack } = await findDutyPack(author, reference)
    expect(pack).toMatchObject({ isNamed: true, branch: 'named_notification' })
    expect(JSON.stringify(pack)).toContain('Kanarienvogel givenNames singt')
    expect(JSON.stringify(pack)).not.toContain('Kanarienvogel account singt')
  })

  it('an adult who agrees after all leaves no duty, and no pack', async () => {
    const { reference } = await sendTyped(council(), typedOf(workedCase('V03')))
    await findDutyPack(council(), reference)
    await correct(council(), reference, { consentNrm: 'given' })
    await expect(findDutyPack(council(), reference)).rejects.toThrow(NotAllowed)
  })

  it('a case without the duty has no pack', async () => {
    const { reference } = await sendTyped(council(), typedOf(workedCase('V01')))
    await expect(findDutyPack(council(), reference)).rejects.toThrow(NotFound)
  })
})
