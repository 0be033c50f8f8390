import { randomUUID } from 'node:crypto'
import { subDays } from 'date-fns'
import { describe, expect, it } from 'vitest'
import { frontier, walk, type Problem } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import { discardDraft } from '@/lib/referral/discard-draft'
import { daysLeft } from '@/lib/referral/draft'
import { findDraft } from '@/lib/referral/find-draft'
import { findDrafts } from '@/lib/referral/find-drafts'
import { saveStep } from '@/lib/referral/save-step'
import { startDraft } from '@/lib/referral/start-draft'
import { referralJourney } from '@/lib/referral/steps'
import { submitDraft } from '@/lib/referral/submit-draft'
import { NotAllowed, NotFound } from '@/lib/refusals'
import { londonDay } from '@/lib/wording/london-time'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'

const database = testDatabase()
const { asOwner } = database
const { person, colleagueOf } = countyPeople(database)
const nurse = () => person('referrer.nhs')

const save = (id: string, step: string, fields: Record<string, string> | [string, string][]) =>
  saveStep(nurse(), id, step, new URLSearchParams(fields))
const typedIn = async (id: string) => (await findDraft(nurse(), id)).typed
const wrongOn = (problems: readonly Problem[]) => problems.map(({ question }) => question)
const walked = (typed: RawAnswers) => walk(referralJourney, typed, { today: londonDay(new Date()) })

/** Moves what is kept of a draft into the past, as if nobody had touched it since. */
const leaveAlone = (id: string, days: number) =>
  asOwner((tx) =>
    tx.draft.update({
      where: { id },
      data: {
        savedAt: subDays(new Date(), days),
        expiresAt: new Date(subDays(new Date(), days - 28).getTime() - 60_000),
      },
    }),
  )

describe('a draft', () => {
  it('begins empty, at the first step, with 28 days left', async () => {
    const id = await startDraft(nurse())
    const { typed, expiresAt } = await findDraft(nurse(), id)
    expect(typed).toEqual({})
    expect(daysLeft(expiresAt, new Date())).toBe(28)
    expect(await findDrafts(nurse())).toContainEqual(
      expect.objectContaining({ id, step: 'danger' }),
    )
  })

  it.each<[string, [string, string][], RawAnswers, wrong: string[]]>([
    ['danger', [['immediateDanger', 'yes']], { immediateDanger: 'yes' }, []],
    ['danger', [['immediateDanger', 'maybe']], { immediateDanger: 'maybe' }, ['immediateDanger']],
    ['danger', [], { immediateDanger: '' }, ['immediateDanger']],
    [
      'who',
      [
        ['who', 'adult'],
        ['howMany', 'two or three'],
      ],
      { who: 'adult', howMany: 'two or three' },
      ['howMany'],
    ],
    ['account', [['account', 'a'.repeat(60_000)]], { account: 'a'.repeat(60_000) }, ['account']],
    ['account', [['account', 'He said “no” ']], { account: 'He said “no”' }, []],
    [
      'person',
      [
        ['givenNames', "D'Ângelo"],
        ['familyName', 'محمد'],
        ['dateOfBirth-day', '31'],
        ['dateOfBirth-month', 'Feb'],
        ['dateOfBirth-year', '1999'],
        ['contactChannels', 'phone'],
        ['contactChannels', 'none'],
        ['contactPhone', 'ask his sister'],
        ['earlier', 'no'],
      ],
      {
        givenNames: "D'Ângelo",
        familyName: 'محمد',
        dateOfBirth: ['31', 'Feb', '1999'],
        contactChannels: ['phone', 'none'],
        contactPhone: 'ask his sister',
        earlier: 'no',
      },
      ['dateOfBirth', 'contactPhone', 'contactChannels'],
    ],
  ])('keeps what was typed on %s as it was typed: %j', async (step, form, kept, wrong) => {
    const id = await startDraft(nurse())
    const { stops } = await save(id, step, form)
    expect(await typedIn(id)).toMatchObject(kept)
    const stop = stops.find((one) => one.step.id === step)
    expect(wrongOn(stop?.problems ?? [])).toEqual(wrong)
  })

  it('resumes where it was left, with everything that was saved', async () => {
    const id = await startDraft(nurse())
    await save(id, 'danger', { immediateDanger: 'no' })
    await save(id, 'who', { who: 'child', howMany: '' })
    const typed = await typedIn(id)
    expect(typed).toMatchObject({ immediateDanger: 'no', who: 'child', howMany: '' })
    expect(frontier(walked(typed))?.step.id).toBe('where')
  })

  it('keeps the telephone number when the box above it is cleared by mistake', async () => {
    const id = await startDraft(nurse())
    const ways: [string, string][] = [['contactPhone', '07700 900123']]
    await save(id, 'person', [...ways, ['contactChannels', 'phone']])
    await save(id, 'person', ways)
    expect(await typedIn(id)).toMatchObject({ contactPhone: '07700 900123' })
  })

  it('keeps three consents when an answer before them is posted wrongly', async () => {
    const id = await startDraft(nurse())
    await save(id, 'who', { who: 'adult' })
    const consents = {
      consentNrm: 'given',
      consentSupport: 'refused',
      consentPoliceIdentity: 'given',
    }
    await save(id, 'agreed', consents)
    await save(id, 'who', { who: 'nobody' })
    await save(id, 'where', { areaNow: 'unknown', happenedIn: 'unknown' })
    expect(await typedIn(id)).toMatchObject(consents)
    await save(id, 'who', { who: 'child' })
    expect(await typedIn(id)).not.toHaveProperty('consentNrm')
  })

  it('stands in the list with the days that are left, the last saved first', async () => {
    const [older, newer] = [await startDraft(nurse()), await startDraft(nurse())]
    await leaveAlone(older, 20)
    await leaveAlone(newer, 3)
    const lines = (await findDrafts(nurse())).filter(({ id }) => [older, newer].includes(id))
    expect(lines.map(({ id, expiresAt }) => [id, daysLeft(expiresAt, new Date())])).toEqual([
      [newer, 25],
      [older, 8],
    ])
    expect(lines.some((line) => 'answers' in line || 'typed' in line)).toBe(false)
    await save(older, 'danger', { immediateDanger: 'no' })
    const [first] = await findDrafts(nurse())
    expect(first && [first.id, daysLeft(first.expiresAt, new Date())]).toEqual([older, 28])
  })

  it('is gone once it is deleted', async () => {
    const id = await startDraft(nurse())
    await discardDraft(nurse(), id)
    await expect(findDraft(nurse(), id)).rejects.toBeInstanceOf(NotFound)
    expect(await asOwner((tx) => tx.draft.count({ where: { id } }))).toBe(0)
  })

  it('is gone after 28 days, and its row with the next draft that anybody begins', async () => {
    const id = await startDraft(nurse())
    await leaveAlone(id, 28)
    const lost = [
      findDraft(nurse(), id),
      save(id, 'danger', { immediateDanger: 'no' }),
      submitDraft(nurse(), id),
    ]
    for (const one of await Promise.allSettled(lost))
      expect(one).toMatchObject({ status: 'rejected', reason: new NotFound() })
    expect((await findDrafts(nurse())).map((draft) => draft.id)).not.toContain(id)
    expect(await asOwner((tx) => tx.draft.count({ where: { id } }))).toBe(1)
    await startDraft(person('referrer.council'))
    expect(await asOwner((tx) => tx.draft.count({ where: { id } }))).toBe(0)
  })

  it('loses nothing when two tabs save different steps at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = await startDraft(nurse())
      await Promise.all([
        save(id, 'danger', { immediateDanger: 'unknown' }),
        save(id, 'account', { account: `Round ${round}` }),
      ])
      expect(await typedIn(id)).toMatchObject({
        immediateDanger: 'unknown',
        account: `Round ${round}`,
      })
    }
  })

  it('keeps one tab’s answers whole when two tabs save the same step at once', async () => {
    const id = await startDraft(nurse())
    const tab = (text: string) => save(id, 'person', { givenNames: text, familyName: text })
    await Promise.all([tab('One'), tab('Two')])
    const { givenNames, familyName } = await typedIn(id)
    expect(['One', 'Two']).toContain(givenNames)
    expect(familyName).toBe(givenNames)
  })
})

describe('what is not there and what is not theirs look alike', () => {
  const reasonOf = (act: Promise<unknown>): Promise<unknown> =>
    act.then(
      () => 'done',
      (error: unknown) => error,
    )
  const form = new URLSearchParams({ immediateDanger: 'no' })

  it.each<[string, (id: string) => Promise<unknown>]>([
    ['finding', (id) => findDraft(nurse(), id)],
    ['saving', (id) => saveStep(nurse(), id, 'danger', form)],
    ['deleting', (id) => discardDraft(nurse(), id)],
    ['sending', (id) => submitDraft(nurse(), id)],
  ])('when %s', async (_, act) => {
    const others = await startDraft(person('referrer.council'))
    const colleagues = await startDraft(colleagueOf(nurse()))
    for (const id of [others, colleagues, randomUUID(), '', 'nothing', '../check', '\0'])
      expect(await reasonOf(act(id))).toEqual(new NotFound())
    expect((await findDraft(person('referrer.council'), others)).typed).toEqual({})
  })

  it.each(['check', 'constructor', '__proto__', '', 'DANGER', 'more-person'])(
    'when saving a step called “%s”',
    async (step) => {
      const id = await startDraft(nurse())
      expect(await reasonOf(save(id, step, { immediateDanger: 'no' }))).toEqual(new NotFound())
      expect(await typedIn(id)).toEqual({})
    },
  )

  it('when a place is told of, and a step about a person is saved', async () => {
    const id = await startDraft(nurse())
    await save(id, 'who', { who: 'place', placeAges: 'unknown' })
    expect(await reasonOf(save(id, 'person', { givenNames: 'Ana' }))).toEqual(new NotFound())
  })
})

it.each(['officer', 'supervisor', 'beacon', 'desk', 'lead', 'admin', 'auditor'])(
  '%s begins no referral and has none',
  async (name) => {
    await expect(startDraft(person(name))).rejects.toBeInstanceOf(NotAllowed)
    expect(await findDrafts(person(name))).toEqual([])
  },
)
