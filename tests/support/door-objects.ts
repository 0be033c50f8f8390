import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { addAccount } from '@/lib/access/add-account'
import { requestAccountChange } from '@/lib/access/request-account-change'
import { askRelease } from '@/lib/casework/ask-release'
import { approveRequest } from '@/lib/data-requests/approve-request'
import { openRequest } from '@/lib/data-requests/open-request'
import { askExport } from '@/lib/exports/ask-export'
import { receiveSheet } from '@/lib/imports/receive-sheet'
import { draftPolicy } from '@/lib/policies/start-draft'
import { placeHold } from '@/lib/retention/place-hold'
import { auditedNames } from '@/lib/supervision/audit-form'
import { recordAudit } from '@/lib/supervision/record-audit'
import { casework } from './casework'
import { say, withdraw } from './consents'
import type { CountyPeople } from './county-people'
import type { TestDatabase } from './database'
import { add } from './evidence'
import { pdfOf } from './evidence-files'
import { disposalOf, endLongAgo } from './life-of-data'
import { csvOf, listOf } from './past-referrals'

/** The cases that the objects are about, by what holds of them. */
export interface ObjectCases {
  /** Everybody works it, and its referrer agreed to everything. */
  readonly agreed: string
  /** Police may not know who it is about. */
  readonly withheld: string
  /** Police knew who it is about, until the person took that back. */
  readonly takenBack: string
  readonly onHold: string
  /** Nobody works it any more, for a long time. */
  readonly ended: string
}

/** Words that are found again in whatever shows them, by what they were written on. */
export type Written = (name: string, reference: string) => string

const made = <Key extends string>(done: object, key: Key): string => {
  const value = Object.entries(done).find(([name]) => name === key)?.[1]
  if (typeof value !== 'string') throw new Error(`No ${key} was made: ${JSON.stringify(done)}`)
  return value
}

/**
 * Makes one of each thing that has an address of its own beside a case: a file, a release that waits,
 * something asked back, a legal hold, a disposal, a request for data that two people looked at, a
 * change to an account that waits, and an invitation. Out: their ids, by the names of the parameters.
 */
export const makeDoorObjects = async (
  database: Pick<TestDatabase, 'asOwner'>,
  { person }: CountyPeople,
  authorOf: (reference: string) => Actor,
  cases: ObjectCases,
  written: Written,
) => {
  const { asOwner } = database
  const { act } = casework(database)
  const form = (typed: Readonly<Record<string, string>>) => new URLSearchParams(typed)
  const reading = (name: string, reference: string) => ({
    reference,
    words: written(name, reference),
  })

  const file = await add(authorOf(cases.agreed), cases.agreed, {
    label: written('file', cases.agreed),
    bytes: pdfOf(`% ${written('file', cases.agreed)}\n`),
  })
  const { words } = reading('release', cases.withheld)
  const asked = await askRelease(person('officer'), {
    reference: cases.withheld,
    form: form({ urgent: 'no', basis: 'crime', words }),
  })

  await act(person('supervisor'), cases.takenBack, 'POLICE', 'accept')
  await say(person('desk'), cases.takenBack, 'police_identity', {})
  await withdraw(person('desk'), cases.takenBack, 'police_identity')
  const recall = await asOwner((tx) =>
    tx.recall.findFirstOrThrow({ where: { reference: cases.takenBack } }),
  )

  const placed = await placeHold(
    person('lead'),
    form({ ...reading('hold', cases.onHold), because: 'inquiry' }),
  )
  expect(placed).toEqual({ done: true })
  const hold = await asOwner((tx) => tx.legalHold.findFirstOrThrow())

  await endLongAgo(database, cases.ended)
  const disposal = await disposalOf(database, cases.ended)
  if (!disposal) throw new Error('Nothing is due')

  const opened = await openRequest(
    person('lead'),
    form({
      ...reading('request', cases.agreed),
      ...{ kind: 'access', askedBy: 'person', identityChecked: 'document' },
    }),
  )
  const request = made(opened, 'request')
  await approveRequest(person('admin'), request, 1)

  const exported = await askExport(
    person('lead'),
    form({ kind: 'worklist', format: 'csv', period: 'all', reason: 'For the partnership' }),
  )

  const added = await addAccount(
    person('admin'),
    form({
      ...{ name: 'Robin Ó Briain', email: 'robin@council.test', role: 'referrer' },
      organisation: 'stevenage-council',
    }),
  )
  const { link } = 'link' in added ? added : { link: undefined }
  const changed = await requestAccountChange(
    person('admin'),
    person('referrer.charity').accountId,
    'recover',
    form({ kind: 'password', reason: 'forgotten', words: 'Called from their desk' }),
  )
  expect(changed).toEqual({ asked: true })
  const change = await asOwner((tx) => tx.accountRequest.findFirstOrThrow())

  const audit = await asOwner(async (tx) => {
    const { id } = await tx.referral.findUniqueOrThrow({ where: { reference: cases.agreed } })
    const drawn = { drawnBy: person('lead').accountId, drawnAt: new Date() }
    return tx.caseAudit.create({
      data: { id: randomUUID(), caseId: id, queue: 'POLICE', ...drawn },
    })
  })
  const judged = Object.fromEntries(auditedNames.map((name) => [name, 'good']))
  const audited = await recordAudit(person('lead'), {
    audit: audit.id,
    form: form({ ...judged, findings: 'none', words: written('audit', cases.agreed) }),
  })
  expect(audited).toEqual({ reference: cases.agreed })

  const list = { name: 'list.csv', bytes: csvOf(listOf()) }
  const imported = await receiveSheet(person('lead'), list)

  const drafted = await draftPolicy(person('lead'), { name: 'A draft' })

  return {
    ids: {
      policy: made(drafted, 'policy'),
      import: made(imported, 'import'),
      audit: audit.id,
      file,
      release: made(asked, 'release'),
      recall: recall.id,
      hold: hold.id,
      disposal: disposal.id,
      request,
      token: link?.address?.split('/').at(-1) ?? '',
      export: made(exported, 'export'),
    },
    /** What a form says beside: the change to an account that waits. */
    change: change.id,
    /** The case that each is about. */
    about: {
      audit: cases.agreed,
      file: cases.agreed,
      release: cases.withheld,
      recall: cases.takenBack,
      hold: cases.onHold,
      disposal: cases.ended,
      request: cases.agreed,
    },
  }
}
