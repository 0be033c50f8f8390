import { describe, expect, it } from 'vitest'
import {
  GET as askOverride,
  POST as postOverride,
} from '@/app/cases/[reference]/consent/override/route'
import { GET as openOverruled } from '@/app/overruled/route'
import type { Actor } from '@/lib/access/actor'
import { findCase } from '@/lib/casework/find-case'
import { findOverrides } from '@/lib/casework/find-overrides'
import { recordOverride } from '@/lib/consent/record-override'
import { withActor } from '@/lib/database/with-actor'
import { NotAllowed, NotFound } from '@/lib/refusals'
import { casework } from '@/tests/support/casework'
import { say, withdraw } from '@/tests/support/consents'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { openAllWithReason } from '@/tests/support/open-with-reason'
import { cookieOf, get, post } from '@/tests/support/requests'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const { send, act, tryTo, itemOf } = casework(database)

const words = 'The court made an order on Monday.'
const override = (actor: Actor, reference: string, but: Readonly<Record<string, string>> = {}) =>
  recordOverride(
    actor,
    reference,
    new URLSearchParams({ purpose: 'nrm', basis: 'court_order', words, ...but }),
  )

/** An adult whom the desk had, and who changed their mind. */
const stopped = async () => {
  const reference = await send(person('referrer.nhs'), 'V16')
  await act(person('beacon'), reference, 'BEACON', 'accept')
  await withdraw(person('referrer.nhs'), reference, 'nrm', 'support')
  await openAllWithReason([person('lead'), person('supervisor')], reference)
  return reference
}

describe('going ahead without an agreement', () => {
  it('lets the case go where it could not go, with its basis, and tells the lead at once', async () => {
    const reference = await stopped()
    await act(person('desk'), reference, 'NRM', 'reopen')
    expect(await tryTo(person('desk'), reference, 'NRM', 'submit')).toHaveProperty('blocked')
    expect(await override(person('lead'), reference)).toHaveProperty('override')
    expect(await tryTo(person('desk'), reference, 'NRM', 'submit')).toHaveProperty('act')
    const told = await asOwner((tx) =>
      tx.message.findMany({
        where: { type: 'consent.overridden' },
        select: { recipient: true, sendAfter: true },
      }),
    )
    expect(told).toEqual([{ recipient: 'role:safeguarding_lead', sendAfter: null }])
  })

  it('changes nothing of what the person said', async () => {
    const reference = await stopped()
    const before = await asOwner((tx) =>
      tx.consentEntry.count({ where: { referral: { reference } } }),
    )
    await override(person('lead'), reference)
    expect(
      await asOwner((tx) => tx.consentEntry.count({ where: { referral: { reference } } })),
    ).toBe(before)
    expect((await findCase(person('lead'), reference)).facts.consentNrm).toBe('withdrawn')
  })

  it('lets Beacon see the person again, until they are asked again', async () => {
    const reference = await stopped()
    await override(person('lead'), reference, { purpose: 'support', basis: 'serious_harm' })
    expect((await itemOf(reference, 'BEACON')).identity).toBe('shared')
    await say(person('beacon'), reference, 'support', { answer: 'refused' })
    expect((await itemOf(reference, 'BEACON')).identity).toBe('withheld')
    expect(Object.keys((await findCase(person('beacon'), reference)).typed)).not.toContain(
      'givenNames',
    )
  })

  it.each([
    ['basis', 'a basis that does not fit', { basis: 'serious_harm' }],
    ['basis', 'no basis', { basis: '' }],
    ['words', 'no reason', { words: '' }],
    ['purpose', 'police knowing who they are, which is a release', { purpose: 'police_identity' }],
  ])('is refused beside the field %s with %s', async (field, _, but) => {
    const reference = await stopped()
    const done = await override(person('lead'), reference, but)
    expect(done).toHaveProperty('form.problems.0.question', field)
    expect(
      await asOwner((tx) => tx.consentOverride.count({ where: { referral: { reference } } })),
    ).toBe(0)
  })

  it.each([
    ['lead', undefined],
    ['supervisor', undefined],
    ['officer', NotAllowed],
    ['desk', NotAllowed],
    ['beacon', NotAllowed],
    ['referrer.nhs', NotFound],
    ['admin', NotFound],
    ['auditor', NotFound],
  ] as const)('by %s: refused with %o', async (name, refused) => {
    const reference = await stopped()
    const done = override(person(name), reference)
    if (refused) await expect(done).rejects.toThrow(refused)
    else expect(await done).toHaveProperty('override')
  })

  it('is refused by the database too, to those who may not', async () => {
    const reference = await stopped()
    const { id } = await asOwner((tx) => tx.referral.findUniqueOrThrow({ where: { reference } }))
    const { accountId, organisation, role } = person('beacon')
    await expect(
      withActor(
        person('beacon'),
        (tx) => tx.$queryRaw`
          insert into consent_override (id, referral_id, purpose, basis, words, account_id, organisation_id, role, recorded_at)
          values (gen_random_uuid(), ${id}::uuid, 'support', 'child', '\\x00', ${accountId}::uuid,
            ${organisation.id}::uuid, ${role}, now())`,
      ),
    ).rejects.toThrow(/row-level security/)
  })

  it('keeps its reason sealed, and the trail holds codes alone', async () => {
    const reference = await stopped()
    await override(person('lead'), reference)
    const row = await asOwner((tx) =>
      tx.consentOverride.findFirstOrThrow({ where: { referral: { reference } } }),
    )
    expect(Buffer.from(row.words).toString('latin1')).not.toContain('court')
    const event = await asOwner((tx) =>
      tx.event.findFirstOrThrow({
        where: { type: 'consent.overridden', referralId: row.referralId },
      }),
    )
    expect(event.detail).toEqual({ override: row.id, consent: 'nrm', basis: 'court_order' })
  })

  it('is listed for the lead, with its basis', async () => {
    const reference = await stopped()
    await override(person('supervisor'), reference)
    const [newest] = (await findOverrides(person('lead'))).agreements
    expect(newest).toMatchObject({ reference, purpose: 'nrm', basis: 'court_order' })
    const cookie = await cookieOf(person('lead'))
    const page = await (await get(openOverruled, '/overruled', {}, { cookie })).text()
    expect(page).toContain('A court ordered it')
  })

  it('has a page that works without script', async () => {
    const reference = await stopped()
    const cookie = await cookieOf(person('lead'))
    const path = `/cases/${reference}/consent/override`
    const shown = await (await get(askOverride, path, { reference }, { cookie })).text()
    expect(shown).toContain('What goes ahead?')
    const empty = await post(postOverride, path, { reference }, new URLSearchParams(), { cookie })
    expect(empty.status).toBe(422)
    const form = new URLSearchParams({ purpose: 'support', basis: 'child', words })
    expect((await post(postOverride, path, { reference }, form, { cookie })).status).toBe(303)
  })
})
