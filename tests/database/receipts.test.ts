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
import { openWithReason } from '@/tests/support/open-with-reason'
import { cookieOf, get } from '@/tests/support/requests'
import { sendTyped, typedOf } from '@/tests/support/send-answers'
import { sharing } from '@/tests/support/sharing'
import { workedCase } from '@/tests/support/worked-case'
import { demonstrationAccounts } from '@/prisma/demonstration-accounts'
import { allQuestions } from '@/lib/referral/all-questions'
import { findAsked } from '@/lib/referral/find-asked'
import { roles } from '@/lib/access/roles'
import { findLedger } from '@/lib/consent/find-ledger'
import { findContact } from '@/lib/contact/find-contact'
import { findPlan } from '@/lib/contact/find-plan'
import { planForm } from '@/lib/contact/plan-form'
import { showContact } from '@/lib/contact/show-contact'
import { consentFields, contactFields, fileFields, shownField } from '@/lib/disclosure/shown-fields'
import { shows } from '@/lib/evidence/evidence-form'
import { findEvidence } from '@/lib/evidence/find-evidence'
import { kinds, type Kind } from '@/lib/evidence/kinds'
import { openEvidence } from '@/lib/evidence/open-evidence'
import { add, evidenceFolder } from '@/tests/support/evidence'
import { photograph } from '@/tests/support/evidence-files'

evidenceFolder()
process.env.EVIDENCE_WITHOUT_SCAN = 'yes'
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
    await openWithReason(person('lead'), reference)
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

describe('what is seen beside the page of a case is on it too', () => {
  const shownTo = async (name: string, reference: string) => {
    const { lines } = await findReceipts(person('referrer.council'), reference)
    const [line, ...more] = lines.filter(({ role }) => role === roles[person(name).role])
    if (!line) return undefined
    const kinds = line.kinds.map(({ kind, fields }) => [kind, fields] as const)
    return { bases: line.bases, more: more.length, ...Object.fromEntries(kinds) }
  }

  it('nothing of it where only codes were looked at', async () => {
    const reference = await send('V16')
    await findContact(person('beacon'), reference)
    expect(await shownTo('beacon', reference)).toEqual({ bases: ['agreed'], more: 0 })
  })

  it('how to reach them, where the plan was opened', async () => {
    const reference = await send('V16')
    await findPlan(person('beacon'), reference)
    expect(await shownTo('beacon', reference)).toEqual({
      ...{ bases: ['agreed'], more: 0 },
      contact: expect.arrayContaining(['Number to call', 'Address to write to']) as unknown,
    })
  })

  it('one number alone, where that was shown', async () => {
    const reference = await send('V16')
    const form = new URLSearchParams({ override: 'asked', overrideWords: 'She rang us' })
    const done = await showContact(person('desk'), { reference, channel: 'phone', form })
    expect(done).toHaveProperty('shown')
    const seen = await shownTo('desk', reference)
    expect(seen).toMatchObject({ bases: ['agreed'] })
    expect(seen).toHaveProperty('contact', expect.arrayContaining(['Number to call']))
    expect(seen).not.toHaveProperty('contact', expect.arrayContaining(['Address to write to']))
  })

  it('a photograph that was opened, what it shows, and the name of one that was only listed', async () => {
    const reference = await send('V07')
    const author = person('referrer.council')
    const file = await add(author, reference, {
      name: 'face.jpg',
      bytes: await photograph(),
      shows: ['identity', 'account'],
    })
    await findEvidence(person('officer'), reference)
    expect(await shownTo('officer', reference)).toEqual({
      ...{ bases: ['child'], more: 0 },
      identity: ['What a photograph or document is called'],
      account: ['What a photograph or document is called'],
    })
    expect(await openEvidence(person('supervisor'), file)).toHaveProperty('bytes')
    expect(await shownTo('supervisor', reference)).toEqual({
      ...{ bases: ['child'], more: 0 },
      identity: ['A photograph'],
      account: ['A photograph'],
    })
  })

  it.each<[string, (name: string, reference: string) => Promise<unknown>]>([
    ['the ledger', (name, reference) => findLedger(person(name), reference)],
    ['its form', (name, reference) => findAsked(person(name), reference)],
  ])('what they agree to, where %s was opened', async (_, look) => {
    const reference = await send('V16')
    await look('desk', reference)
    const seen = await shownTo('desk', reference)
    expect(seen).toMatchObject({ bases: ['agreed'] })
    expect(seen).toHaveProperty(
      'fact',
      expect.arrayContaining(['What you said about: Support from the victim care centre']),
    )
    expect(Object.keys(seen ?? {}).sort()).toEqual(['bases', 'fact', 'more'])
  })

  it('and every name that a record can hold is known in words', () => {
    const typed = Object.fromEntries(Object.keys(planForm.questions).map((id) => [id, 'x']))
    const files = Object.keys(kinds).flatMap((kind) =>
      [true, false].flatMap((isOpened) =>
        fileFields({ kind: kind as Kind, parts: Object.keys(shows) }, isOpened),
      ),
    )
    const ids = [...contactFields(typed), ...consentFields, ...files]
    expect(ids.filter((id) => !shownField(id))).toEqual([])
    for (const id of ['contact.nothing', 'consent.', 'photograph.fact', 'toString', 'a.b'])
      expect(shownField(id)).toBeUndefined()
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
