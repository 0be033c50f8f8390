/**
 * Loads rows for a measurement as the owner of the tables: drafts that can be sent, and referrals with
 * their items, true to the demonstration's and sealed for their own rows.
 *
 *   node --import tsx tests/bench/load-rows.ts <drafts> <referrals>
 *
 * Says the ids of the drafts as JSON.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { addDays } from 'date-fns'
import type { Actor } from '@/lib/access/actor'
import { badgesOf } from '@/lib/casework/badges'
import { firstLookDue } from '@/lib/casework/deadlines'
import { readAddress } from '@/lib/database/address'
import { openDatabase } from '@/lib/database/open-database'
import type { Tx } from '@/lib/database/with-actor'
import { sentPartsOf } from '@/lib/disclosure/parts'
import { environment } from '@/lib/environment'
import { walk } from '@/lib/journey/journey'
import { readAnswers } from '@/lib/referral/answers-schema'
import { areaOf, factsOf } from '@/lib/referral/facts'
import { fingerprintOf } from '@/lib/referral/find-receipt'
import { prefilled } from '@/lib/referral/prefilled'
import { makeReference } from '@/lib/referral/reference'
import { referralJourney } from '@/lib/referral/steps'
import { decide } from '@/lib/routing/decision'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { londonDay } from '@/lib/wording/london-time'
import { demonstrationReferrals } from '@/prisma/demonstration-referrals'
import { referrer, typed } from './visits'

const [drafts = 0, referrals = 0] = process.argv.slice(2).map(Number)
const batch = 500
const now = new Date()

const hex = (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString('hex')}`

const findAuthor = (tx: Tx, email: string) =>
  tx.account.findUniqueOrThrow({ where: { email }, include: { organisation: true } })
type Author = Awaited<ReturnType<typeof findAuthor>>

const typedBy = (author: Author, answers: object) => {
  const read = readAnswers({ ...prefilled({ ...author, name: author.name }), ...answers })
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  return read.typed
}

/** How far an item is: of twenty, twelve are new, six are in progress and two wait for the referrer. */
const worked = (index: number, submitted: Date) => {
  const part = index % 20
  const accepted_at = part < 12 ? null : submitted
  return { accepted_at, ...(part >= 18 && { paused_at: submitted, paused_for: 'referrer' }) }
}

/** The same referral again and again, each with a row, a reference and a time of its own. */
function multiply(author: Author, answers: object) {
  const typed = typedBy(author, answers)
  const organisation = author.organisation as Actor['organisation'] & Author['organisation']
  const { answers: known } = walk(referralJourney, typed, { today: londonDay(now) })
  const facts = factsOf(known, organisation)
  const decision = decide(facts)
  const { identity, referrer, parts } = sentPartsOf(typed, facts.personIdentified)
  return (index: number) => {
    const id = randomUUID()
    const submitted = new Date(now.getTime() - (index + 1) * 97_000)
    const copied = {
      reference: makeReference(randomBytes(8)),
      priority: decision.priority,
      due_at: firstLookDue(decision.priority, decision.primary, submitted),
      organisation_id: author.organisationId,
      hidden_from: [],
      hidden_from_accounts: [],
      restricted: decision.actions.includes('supervisor_restricted'),
    }
    return {
      referral: {
        ...copied,
        id,
        account_id: author.id,
        submitted_at: submitted,
        door: 'api',
        idempotency_key: id,
        fingerprint: hex(fingerprintOf(typed)),
        journey_version: referralJourney.version,
        policy_version: decision.policyVersion,
        facts,
        decision,
        primary: decision.primary,
        age_group: facts.ageGroup,
        area: areaOf(known),
        exploitation_types: facts.exploitationTypes,
        answers: hex(sealAnswers(referrer, places.referral(id))),
      },
      parts: parts.map(({ part, answers }) => ({
        referral_id: id,
        source: 'sent',
        part,
        answers: hex(sealAnswers(answers, places.part(id, 'sent', part))),
      })),
      identity: { referral_id: id, answers: hex(sealAnswers(identity, places.identity(id))) },
      items: decision.items.map((item) => ({
        ...copied,
        ...item,
        id: randomUUID(),
        referral_id: id,
        due_at: firstLookDue(decision.priority, item.queue, submitted),
        entered_at: submitted,
        // What was late has been told of long ago, and is not told of while something is measured.
        escalated_at: now,
        version: 1,
        age_group: facts.ageGroup,
        area: areaOf(known),
        exploitation_types: facts.exploitationTypes,
        people: facts.potentialVictimCount,
        badges: badgesOf(facts),
        ...worked(index, submitted),
      })),
    }
  }
}

const address = readAddress(environment().DATABASE_OWNER_URL ?? environment().DATABASE_URL)
const database = await openDatabase(address)
const asOwner = <T>(act: (tx: Tx) => Promise<T>) =>
  database.transact(null, async (tx) => {
    if (address.kind !== 'server') await tx.$executeRaw`SET LOCAL ROLE NONE`
    return act(tx)
  })

const { author, makers } = await asOwner(async (tx) => ({
  author: await findAuthor(tx, referrer),
  makers: await Promise.all(
    demonstrationReferrals.map(async ({ from, answers }) =>
      multiply(await findAuthor(tx, from), answers),
    ),
  ),
}))

const draftIds = Array.from({ length: drafts }, () => randomUUID())
await asOwner((tx) =>
  tx.draft.createMany({
    data: draftIds.map((id) => ({
      id,
      accountId: author.id,
      organisationId: author.organisationId,
      answers: sealAnswers(typed, places.draft(id)),
      step: 'you',
      expiresAt: addDays(now, 28),
    })),
  }),
)

for (let done = 0; done < referrals; done += batch) {
  const rows = Array.from({ length: Math.min(batch, referrals - done) }, (_, index) => {
    const make = makers[(done + index) % makers.length]
    if (!make) throw new Error('There is no referral to multiply')
    return make(done + index)
  })
  const [referral, identity, part, item] = [
    rows.map((row) => row.referral),
    rows.map((row) => row.identity),
    rows.flatMap(({ parts }) => parts),
    rows.flatMap(({ items }) => items),
  ].map((list) => JSON.stringify(list))
  await asOwner(async (tx) => {
    await tx.$executeRaw`INSERT INTO referral SELECT * FROM jsonb_populate_recordset(NULL::referral, ${referral}::jsonb)`
    await tx.$executeRaw`INSERT INTO identity SELECT * FROM jsonb_populate_recordset(NULL::identity, ${identity}::jsonb)`
    await tx.$executeRaw`INSERT INTO answer_part SELECT * FROM jsonb_populate_recordset(NULL::answer_part, ${part}::jsonb)`
    await tx.$executeRaw`INSERT INTO item SELECT * FROM jsonb_populate_recordset(NULL::item, ${item}::jsonb)`
  })
}
if (referrals > 0)
  await asOwner((tx) => tx.$executeRaw`ANALYZE referral, identity, answer_part, item`)
await database.close()
console.log(JSON.stringify(draftIds))
