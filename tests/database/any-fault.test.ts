import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, inject, it } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { answerRelease } from '@/lib/casework/answer-release'
import { askRelease } from '@/lib/casework/ask-release'
import { takeAction } from '@/lib/casework/take-action'
import { isUnavailable } from '@/lib/http/unavailable'
import { findAsked } from '@/lib/referral/find-asked'
import { withdrawConsent } from '@/lib/referral/record-consent'
import { startDraft } from '@/lib/referral/start-draft'
import { saveStep } from '@/lib/referral/save-step'
import { referralJourney } from '@/lib/referral/steps'
import { submitDraft } from '@/lib/referral/submit-draft'
import { submitReferral } from '@/lib/referral/submit-referral'
import { Changed } from '@/lib/refusals'
import { actForm, casework } from '@/tests/support/casework'
import { askedBy } from '@/tests/support/consents'
import { countyPeople } from '@/tests/support/county-people'
import { cutConnection, moments, type Ended, type Moment } from '@/tests/support/cut-connection'
import { testDatabase } from '@/tests/support/database'
import { formOf } from '@/tests/support/form-of'
import { typedOf } from '@/tests/support/send-answers'
import { exportTrail, verifyTrail } from '@/tests/support/trail-commands'
import { workedCase } from '@/tests/support/worked-case'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const { send, itemOf } = casework(database)
const cutAt = cutConnection()
const isServer = 'server' in inject('template')

/** Of every table: how many rows, and what is in them. What a refusal records is left out. */
type Content = Readonly<Record<string, { readonly rows: number; readonly hash: string }>>

/** In one statement, because it is asked after every one that was cut. */
const read = (): Promise<Content> =>
  asOwner(async (tx) => {
    const tables = await tx.$queryRaw<{ name: string; rows: number; hash: string }[]>`
      SELECT oid::regclass::text AS name,
        (xpath('/row/rows/text()', found))[1]::text::int AS rows,
        coalesce((xpath('/row/hash/text()', found))[1]::text, '') AS hash
      FROM pg_class, query_to_xml(format(
        'SELECT count(*) AS rows, md5(string_agg(t::text, chr(10) ORDER BY t::text)) AS hash
         FROM %s t WHERE t::text NOT LIKE ''%%,action.refused,%%''', oid::regclass), false, true, '') AS found
      WHERE relnamespace IN ('public'::regnamespace, 'audit'::regnamespace) AND relkind = 'r'`
    return Object.fromEntries(tables.map(({ name, ...content }) => [name, content]))
  })

const folder = mkdtempSync(join(tmpdir(), 'any-fault-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const changed = (before: Content, after: Content) =>
  Object.keys(after).filter((table) => after[table]?.hash !== before[table]?.hash)

/** How many rows more every table has. */
const added = (before: Content, after: Content) =>
  Object.fromEntries(
    Object.entries(after).flatMap(([table, { rows }]) => {
      const more = rows - (before[table]?.rows ?? 0)
      return more === 0 ? [] : [[table, more]]
    }),
  )

/** In danger, and refused everything: every statement of a submission runs. */
const typed = typedOf(workedCase('V04'))
const form = (given: Record<string, string>) => new URLSearchParams(given)
/** Who proved just now that it is them. */
const proven = (actor: Actor): Actor => ({
  ...actor,
  confirmed: { at: new Date(), by: 'password' },
})
const nurse = () => person('referrer.nhs')

/** Each makes what an act needs, and answers the act: the same one however often it is asked. */
const acts: Readonly<Record<string, () => Promise<() => Promise<unknown>>>> = {
  'sending a referral by a key': async () => {
    const idempotencyKey = randomUUID()
    return () => submitReferral(nurse(), { typed, idempotencyKey, door: 'api' })
  },
  'sending a draft': async () => {
    const id = await startDraft(nurse())
    const answers = formOf(referralJourney.questions, typed)
    for (const { id: step } of referralJourney.steps) await saveStep(nurse(), id, step, answers)
    return () => submitDraft(nurse(), id)
  },
  'accepting a case': async () => {
    const reference = await send(nurse(), 'V16')
    const { version } = await itemOf(reference, 'POLICE')
    const asked = { reference, queue: 'POLICE', action: 'accept', version } as const
    return () => takeAction(person('officer'), { ...asked, form: actForm('accept') })
  },
  'releasing a name': async () => {
    const reference = await send(person('referrer.council'), 'V09')
    const asked = await askRelease(person('officer'), {
      reference,
      form: form({ urgent: 'no', basis: 'crime', words: 'He will be taken abroad tonight.' }),
    })
    if (!('release' in asked)) throw new Error(JSON.stringify(asked))
    const answer = form({ decision: 'released', words: 'There is no other way.' })
    return () => answerRelease(proven(person('lead')), { release: asked.release, form: answer })
  },
  'taking a consent back': async () => {
    const reference = await send(nurse(), 'V16')
    const { version } = await findAsked(nurse(), reference)
    const words = form({ purposes: 'support', ...askedBy })
    return () => withdrawConsent(nurse(), { reference, version, form: words })
  },
}

/** What an act answers that was done already: the same again, or that somebody got there first. */
const again = async (act: () => Promise<unknown>) =>
  act().catch((error: unknown) => {
    if (!(error instanceof Changed)) throw error
  })

describe.runIf(isServer)('when the line to the database goes, at any statement', () => {
  describe.each(Object.entries(acts))('of %s', (what, prepare) => {
    it.each(moments)('%s it, all of it is done or nothing', async (moment: Moment) => {
      const measured = await prepare()
      const untouched = await read()
      await measured()
      const whole = added(untouched, await read())
      expect(whole).toMatchObject({ event: expect.any(Number), message: expect.any(Number) })

      const act = await prepare()
      const before = await read()
      let isDone = false
      let at = 0
      let ended: Ended<unknown>
      do {
        ended = await cutAt(moment, (at += 1), isDone ? () => again(act) : act)
        if ('error' in ended && !isUnavailable(ended.error)) throw ended.error
        const after = await read()
        isDone ||= !ended.isCut || added(before, after).event !== undefined
        if (isDone) expect(added(before, after)).toEqual(whole)
        else expect(changed(before, after)).toEqual([])
      } while (ended.isCut)
      expect(at).toBeGreaterThan(5)
      // Who sends learns that it arrived, however the answer was lost.
      if (what.startsWith('sending')) expect(ended).toHaveProperty('done.receipt')
    })
  })

  it('and the audit trail holds, without a gap', async () => {
    const file = join(folder, 'trail.jsonl')
    expect(await exportTrail(file)).toMatchObject({ status: 0 })
    expect(verifyTrail(file)).toMatchObject({ status: 0 })
  })
})
