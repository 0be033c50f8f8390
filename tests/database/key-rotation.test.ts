import { randomBytes, randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { findCase } from '@/lib/casework/find-case'
import { findMatches } from '@/lib/casework/find-matches'
import { environment } from '@/lib/environment'
import { findDraft } from '@/lib/referral/find-draft'
import { saveStep } from '@/lib/referral/save-step'
import { startDraft } from '@/lib/referral/start-draft'
import { places } from '@/lib/sealing/places'
import { findKeyUses, rotateKeys } from '@/lib/sealing/rotate-keys'
import { openAnswers, sealAnswers } from '@/lib/sealing/seal-answers'
import { sealedColumns, unsealedColumns } from '@/lib/sealing/sealed-columns'
import { headLength } from '@/lib/sealing/wrap-key'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { sendTyped, typedOf } from '@/tests/support/send-answers'
import { workedCase } from '@/tests/support/worked-case'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const { act, send } = casework(database)

const keys = () => environment().sealingKeys
/** As an operator would, and start the service again. */
const putFirst = (key: string) => void keys().unshift(Buffer.from(key, 'base64'))
const keepOnlyFirst = () => void keys().splice(1)
const onOtherKeys = async () => (await findKeyUses(asOwner)).filter(({ isFirst }) => !isFirst)
const nameOf = ({ table, column }: { table: string; column: string }) => `${table}.${column}`

describe('the list of sealed columns', () => {
  it('names every column of bytes in the database, as sealed or as not', async () => {
    const columns = await asOwner(
      (tx) => tx.$queryRaw<{ table: string; column: string }[]>`
        select table_name as "table", column_name as "column" from bytes_columns()`,
    )
    const listed = [...sealedColumns, ...unsealedColumns].map(nameOf)
    expect(columns.map(nameOf).filter((name) => !listed.includes(name))).toEqual([])
    expect(sealedColumns.map(nameOf).filter((name) => !columns.map(nameOf).includes(name))).toEqual(
      [],
    )
  })

  it('says of each table what its places call a row', async () => {
    const rows = await asOwner(
      (tx) => tx.$queryRaw<{ id: string }[]>`select key_expression('answer_part') as id`,
    )
    expect(rows).toEqual([{ id: "concat_ws(':', referral_id, source, part)" }])
  })
})

describe('keys that change while people work', () => {
  const before: { id: string; answers: Uint8Array }[] = []
  const references: string[] = []
  const drafts: string[] = []
  let failures: unknown[] = []
  const correction = randomUUID()

  const someOne = (index: number) => ({
    ...typedOf(workedCase('V01')),
    givenNames: 'Rotation',
    familyName: index === 3 ? 'Casethree' : index === 100 ? 'Casehundred' : 'Caseother',
  })

  beforeAll(async () => {
    const nurse = person('referrer.nhs')
    for (let index = 0; index < 20; index += 1) {
      references.push((await sendTyped(nurse, someOne(index))).reference)
      drafts.push(await startDraft(nurse))
    }
    const reference = await send(person('referrer.council'), 'V01')
    await act(person('officer'), reference, 'POLICE', 'accept')
    await asOwner(async (tx) => {
      const { id: referralId } = await tx.referral.findUniqueOrThrow({ where: { reference } })
      const { accountId, organisation } = nurse
      const row = { referralId, accountId, organisationId: organisation.id }
      await tx.correction.create({
        data: {
          ...row,
          id: correction,
          question: 'familyName',
          part: 'identity',
          words: sealAnswers(
            { old: 'Casebefore', new: 'Caseafter', why: 'Spelling' },
            places.correction(correction),
          ),
          at: new Date(),
        },
      })
    })
    before.push(
      ...(await asOwner((tx) => tx.referral.findMany({ select: { id: true, answers: true } }))),
    )

    putFirst(randomBytes(32).toString('base64'))
    // Twenty people, each ten things one after another.
    const people = drafts.map(async (draft, index) => {
      for (let turn = 0; turn < 10; turn += 1) {
        const form = new URLSearchParams({ worries: `Saved ${turn}` })
        if (turn % 5 > 0) await saveStep(nurse, draft, 'worries', form)
        else references.push((await sendTyped(nurse, someOne(100 + index))).reference)
      }
    })
    const [, ...settled] = await Promise.allSettled([rotateKeys(asOwner), ...people])
    failures = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    await rotateKeys(asOwner)
  })

  it('fails nobody', () => {
    expect(failures).toEqual([])
  })

  it('leaves nothing on an old key, so that it can go', async () => {
    expect(await onOtherKeys()).toEqual([])
    keepOnlyFirst()
  })

  it('changes the head of a sealed value and no byte after it', async () => {
    for (const { id, answers } of before) {
      const now = await asOwner((tx) => tx.referral.findUniqueOrThrow({ where: { id } }))
      expect(Buffer.from(now.answers).subarray(headLength)).toEqual(
        Buffer.from(answers).subarray(headLength),
      )
      expect(Buffer.from(now.answers).subarray(0, headLength)).not.toEqual(
        Buffer.from(answers).subarray(0, headLength),
      )
    }
  })

  it('opens everything without the old key', async () => {
    expect(keys()).toHaveLength(1)
    for (const reference of references) {
      const { typed } = await findCase(person('referrer.nhs'), reference)
      expect(typed).toMatchObject({ givenNames: 'Rotation' })
    }
    for (const id of drafts)
      expect((await findDraft(person('referrer.nhs'), id)).typed).toBeDefined()
  })

  it('opens what is never changed, such as a correction, and finds by both its names', async () => {
    const { words } = await asOwner((tx) =>
      tx.correction.findUniqueOrThrow({ where: { id: correction } }),
    )
    expect(openAnswers(words, places.correction(correction))).toMatchObject({ new: 'Caseafter' })
    for (const word of ['Casebefore', 'Caseafter'])
      expect((await findMatches(person('desk'), word)).matches).toHaveLength(1)
  })

  it('finds cases by the same words as before', async () => {
    for (const word of ['Casethree', 'Casehundred'])
      expect((await findMatches(person('referrer.nhs'), word)).matches).not.toEqual([])
  })

  it('has nothing to do the second time', async () => {
    expect((await rotateKeys(asOwner)).filter(({ count }) => count > 0)).toEqual([])
  })
})

describe('whoever writes while keys change', () => {
  it('is not overwritten: only a head that still stands is replaced', async () => {
    const id = randomUUID()
    const { accountId, organisation } = person('referrer.nhs')
    const old = sealAnswers({ saved: 'before' }, places.draft(id))
    await asOwner((tx) =>
      tx.draft.create({
        data: {
          id,
          accountId,
          organisationId: organisation.id,
          step: 'who',
          expiresAt: new Date('2030-01-01'),
          answers: old,
        },
      }),
    )
    const newer = sealAnswers({ saved: 'meanwhile' }, places.draft(id))
    await asOwner((tx) => tx.draft.update({ where: { id }, data: { answers: newer } }))
    const [row] = await asOwner(async (tx) => {
      const [place] = await tx.$queryRaw<{ at: string }[]>`
        select ctid::text as at from draft where id = ${id}::uuid`
      const heads = [
        {
          place: place?.at,
          old: Buffer.from(old.subarray(0, headLength)).toString('hex'),
          new: Buffer.alloc(headLength).toString('hex'),
        },
      ]
      return tx.$queryRaw<{ count: number }[]>`
        select replace_heads('draft', 'answers', ${JSON.stringify(heads)}::jsonb) as count`
    })
    expect(row).toEqual({ count: 0 })
    const kept = await asOwner((tx) => tx.draft.findUniqueOrThrow({ where: { id } }))
    expect(openAnswers(kept.answers, places.draft(id))).toEqual({ saved: 'meanwhile' })
  })

  it.each(['replace_heads', 'sealed_otherwise', 'count_sealed'])(
    'cannot do it as the service: %s is for the owner',
    async (name) => {
      const [row] = await asOwner(
        (tx) => tx.$queryRaw<{ may: boolean }[]>`
          select bool_or(has_function_privilege('referral_service', oid, 'execute')) as may
          from pg_proc where proname = ${name}`,
      )
      expect(row).toEqual({ may: false })
    },
  )

  it('still cannot change what was sent, whatever they tell the database', async () => {
    await expect(
      database.asNobody(async (tx) => {
        await tx.$executeRaw`select set_config('app.exception', 'rewrap', true)`
        await tx.$executeRaw`update referral set answers = '\\x00'`
      }),
    ).rejects.toThrow(/permission denied/)
  })
})
