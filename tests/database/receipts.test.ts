import { beforeAll, describe, expect, it } from 'vitest'
import { GET as receiptsPage } from '@/app/cases/[reference]/receipts/route'
import type { Actor } from '@/lib/access/actor'
import { answerRelease } from '@/lib/casework/answer-release'
import { askRelease } from '@/lib/casework/ask-release'
import { findCase } from '@/lib/casework/find-case'
import { bases } from '@/lib/disclosure/basis'
import { findReceipts } from '@/lib/disclosure/find-receipts'
import type { ReceiptLine } from '@/lib/disclosure/receipts'
import { NotAllowed, NotFound } from '@/lib/refusals'
import { canaryOf, withCanaries } from '@/tests/support/canaries'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { cookieOf, get } from '@/tests/support/requests'
import { sendTyped, typedOf } from '@/tests/support/send-answers'
import { sharing } from '@/tests/support/sharing'
import { workedCase } from '@/tests/support/worked-case'
import { demonstrationAccounts } from '@/prisma/demonstration-accounts'
import { allQuestions } from '@/lib/referral/all-questions'

const database = testDatabase()
const { asOwner } = database
const { person, colleagueOf } = countyPeople(database)
const { share } = sharing(database)

const send = async (id: string) =>
  (await sendTyped(person('referrer.council'), withCanaries(workedCase(id)))).reference

/** Who looked, in short: the organisation's kind of people, how often, and why. */
const inShort = (lines: readonly ReceiptLine[]) =>
  lines.map(({ role, times, bases: because }) => [role, times, ...because])
const lineOf = (lines: readonly ReceiptLine[], role: string) => {
  const line = lines.find((one) => one.role === role)
  if (!line) throw new Error(`There is no line for ${role}`)
  return line
}

describe('a receipt says who saw what', () => {
  let reference = ''
  let lines: readonly ReceiptLine[] = []
  beforeAll(async () => {
    reference = await send('V16')
    for (const name of ['officer', 'officer', 'supervisor', 'beacon', 'desk', 'lead'])
      await findCase(person(name), reference)
    ;({ lines } = await findReceipts(person('referrer.council'), reference))
  })

  it('each organisation and role once, who saw it last at the top, with how often and why', () => {
    expect(inShort(lines)).toEqual([
      ['Safeguarding lead', 1, 'oversight'],
      ['First responder desk', 1, 'agreed'],
      ['Victim care worker', 1, 'agreed'],
      ['Police supervisor', 1, 'agreed'],
      ['Police triage officer', 2, 'agreed'],
    ])
  })

  it('the questions whose answers each saw, and no others', () => {
    const kinds = (role: string) => lineOf(lines, role).kinds.map(({ kind }) => kind)
    expect(kinds('Police triage officer')).toEqual([
      'identity',
      'contact',
      'account',
      'need',
      'fact',
    ])
    expect(kinds('Victim care worker')).toEqual(['identity', 'contact', 'need'])
    expect(kinds('Safeguarding lead')).toEqual(['account', 'need', 'fact'])
    const identity = lineOf(lines, 'Victim care worker').kinds.find(
      ({ kind }) => kind === 'identity',
    )
    expect(identity?.fields).toContain(allQuestions.familyName.reads ?? allQuestions.familyName.ask)
  })

  it('no answer, and the name of nobody', async () => {
    const cookie = await cookieOf(person('referrer.council'))
    const path = `/cases/${reference}/receipts`
    const answer = await get(receiptsPage, path, { reference }, { cookie })
    const html = await answer.text()
    const main = html.slice(html.indexOf('<main'), html.indexOf('</main'))
    expect(answer.status).toBe(200)
    expect(main).toContain('Hertfordshire Constabulary')
    expect(main).toContain(bases.agreed)
    const told = JSON.stringify(lines) + main
    expect(demonstrationAccounts.filter(({ name }) => told.includes(name))).toEqual([])
    const canaries = Object.entries(allQuestions).flatMap(([id, question]) => {
      const canary = canaryOf(id, question)
      return canary && told.includes(canary) ? [id] : []
    })
    expect(canaries).toEqual([])
  })

  it.each(['referrer.council', 'desk', 'beacon', 'lead'])(
    '%s gives it to the person',
    async (name) => {
      expect((await findReceipts(person(name), reference)).reference).toBe(reference)
    },
  )

  it.each(['officer', 'supervisor'])('%s does not', async (name) => {
    await expect(findReceipts(person(name), reference)).rejects.toThrow(NotAllowed)
  })

  it('nor a colleague of the referrer; to others there is none', async () => {
    const colleague: Actor = colleagueOf(person('referrer.council'))
    await expect(findReceipts(colleague, reference)).rejects.toThrow(NotAllowed)
    for (const name of ['referrer.fire', 'admin', 'auditor'])
      await expect(findReceipts(person(name), reference)).rejects.toThrow(NotFound)
  })

  it('that it was looked at is in the trail', async () => {
    const { id } = await asOwner((tx) => tx.referral.findUniqueOrThrow({ where: { reference } }))
    const looked = await asOwner((tx) =>
      tx.event.count({ where: { referralId: id, type: 'receipts.viewed' } }),
    )
    expect(looked).toBeGreaterThan(0)
  })
})

describe('the basis is the one by which they saw it', () => {
  const seenBy = async (name: string, reference: string) => {
    await findCase(person(name), reference)
    const { lines } = await findReceipts(person('referrer.council'), reference)
    const [newest] = lines
    return newest?.bases
  }

  it.each([
    ['V03', 'officer', 'unnamed'],
    ['V13', 'officer', 'unnamed'],
    ['V01', 'officer', 'agreed'],
    ['V04', 'officer', 'danger'],
    ['V07', 'officer', 'child'],
  ] as const)('%s, by the %s: %s', async (id, name, basis) => {
    expect(await seenBy(name, await send(id))).toEqual([basis])
  })

  it('what was released, by two or in an emergency, is not what was agreed', async () => {
    const words = 'A life may be lost.'
    const ask = (reference: string, typed: Record<string, string>) =>
      askRelease(person('officer'), { reference, form: new URLSearchParams({ words, ...typed }) })
    const byTwo = await send('V09')
    await findCase(person('officer'), byTwo)
    const asked = await ask(byTwo, { urgent: 'no', basis: 'crime' })
    if (!('release' in asked)) throw new Error('It was not asked')
    const form = new URLSearchParams({ decision: 'released', words })
    await answerRelease(person('lead'), { release: asked.release, form })
    expect(await seenBy('officer', byTwo)).toEqual(['unnamed', 'released'])
    const atOnce = await send('V09')
    await ask(atOnce, { urgent: 'yes' })
    expect(await seenBy('officer', atOnce)).toEqual(['emergency'])
  })

  it('a share, by what it is for', async () => {
    const reference = await send('V16')
    const charity = person('referrer.charity')
    await share(person('desk'), charity, reference, { purpose: 'advice' })
    expect(await seenBy('referrer.charity', reference)).toEqual(['shared_unnamed'])
  })
})

it('what was seen before questions were recorded is told by the kinds of the role', async () => {
  const reference = (await sendTyped(person('referrer.council'), typedOf(workedCase('V16'))))
    .reference
  const beacon = person('beacon')
  const { id } = await asOwner((tx) => tx.referral.findUniqueOrThrow({ where: { reference } }))
  await asOwner(
    (tx) =>
      tx.$queryRaw`
        select audit.append('referral.viewed', ${beacon.accountId}::uuid, ${beacon.organisation.id}::uuid,
          ${beacon.role}, ${id}::uuid, '{"audience": "beacon_worker"}')::text`,
  )
  const { lines } = await findReceipts(person('referrer.council'), reference)
  expect(lineOf(lines, 'Victim care worker')).toMatchObject({
    bases: [],
    kinds: [
      { kind: 'identity', fields: [] },
      { kind: 'contact', fields: [] },
      { kind: 'need', fields: [] },
    ],
  })
})
