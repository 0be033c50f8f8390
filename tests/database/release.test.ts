import { beforeEach, describe, expect, it } from 'vitest'
import { GET as releasesPage } from '@/app/releases/route'
import { GET as releasePage } from '@/app/releases/[release]/route'
import { GET as askPage, POST as askForm } from '@/app/cases/[reference]/release/route'
import { GET as casePage } from '@/app/cases/[reference]/route'
import { GET as queuePage } from '@/app/queues/[queue]/route'
import type { Actor } from '@/lib/access/actor'
import { answerRelease } from '@/lib/casework/answer-release'
import { askRelease } from '@/lib/casework/ask-release'
import { findCase } from '@/lib/casework/find-case'
import { findMatches } from '@/lib/casework/find-matches'
import { findReleaseById, findReleases } from '@/lib/casework/find-releases'
import { findWorklist } from '@/lib/casework/find-worklist'
import { settleDuty } from '@/lib/casework/settle-duty'
import { withActor } from '@/lib/database/with-actor'
import { one } from '@/lib/journey/question'
import { correctAnswers } from '@/lib/referral/correct-answers'
import { findCorrectable } from '@/lib/referral/find-correctable'
import { Changed, NotAllowed, NotFound } from '@/lib/refusals'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { addActor } from '@/tests/support/people'
import { cookieOf, get, post } from '@/tests/support/requests'
import { sendTyped, typedOf } from '@/tests/support/send-answers'
import { workedCase } from '@/tests/support/worked-case'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)

const words = 'He told a neighbour that he will be taken abroad tonight.'
const why = 'The risk is real and there is no other way.'
const names = { givenNames: 'Ngozi', familyName: 'Okonkwaze' }
const named = { ...workedCase('V09'), ...names }

/** A case of which police may not know who the person is. */
let reference = ''
beforeEach(async () => {
  reference = (await sendTyped(person('referrer.council'), typedOf(named))).reference
})

const ask = (
  actor: Actor,
  typed: Record<string, string> = { urgent: 'no', basis: 'crime', words },
) => askRelease(actor, { reference, form: new URLSearchParams(typed) })
const askFor = async (actor: Actor) => {
  const asked = await ask(actor)
  if (!('release' in asked)) throw new Error(JSON.stringify(asked))
  return asked.release
}
const emergency = async (actor: Actor) => {
  const asked = await ask(actor, { urgent: 'yes', words })
  if (!('release' in asked)) throw new Error(JSON.stringify(asked))
  return asked.release
}
const decide = (actor: Actor, release: string, decision: string) =>
  answerRelease(actor, { release, form: new URLSearchParams({ decision, words: why }) })

const nameSeenBy = async (actor: Actor) =>
  one((await findCase(actor, reference)).typed.familyName ?? '')
const referral = () =>
  asOwner((tx) =>
    tx.referral.findUniqueOrThrow({ where: { reference }, include: { duties: true, items: true } }),
  )
const eventsOf = async () => {
  const { id } = await referral()
  const rows = await asOwner((tx) =>
    tx.event.findMany({
      where: { referralId: id, type: { startsWith: 'identity.' } },
      orderBy: { sequence: 'asc' },
    }),
  )
  return rows.map(({ type }) => type)
}
const told = async (type: string) => {
  const { id } = await referral()
  return asOwner((tx) => tx.message.findMany({ where: { referralId: id, type } }))
}

describe('police of whom the person’s name is withheld', () => {
  it('ask, a lead of another organisation agrees, and they know it everywhere at once', async () => {
    const officer = person('officer')
    expect(await nameSeenBy(officer)).toBe('')
    const release = await askFor(officer)
    expect(await nameSeenBy(officer)).toBe('')
    expect(await told('release.asked')).toMatchObject([{ recipient: 'role:safeguarding_lead' }])
    expect(await decide(person('lead'), release, 'released')).toEqual({ decided: 'released' })
    expect(await nameSeenBy(officer)).toBe(names.familyName)
    expect(await told('release.answered')).toMatchObject([
      { recipient: `account:${officer.accountId}` },
    ])
    expect(await eventsOf()).toEqual(['identity.release_asked', 'identity.released'])
  })

  it('find it by name, in the list and beside it, once it is released and not before', async () => {
    const officer = person('officer')
    const found = async () =>
      (await findMatches(officer, 'Ngozi Okonkwaze')).matches.map((match) => match.reference)
    const inList = async () =>
      (await findWorklist(officer, 'POLICE')).items.find((item) => item.reference === reference)
        ?.identity
    const beside = async () => {
      const path = `/queues/police?open=${reference}`
      return (
        await get(queuePage, path, { queue: 'police' }, { cookie: await cookieOf(officer) })
      ).text()
    }
    expect(await found()).not.toContain(reference)
    expect(await inList()).toBe('withheld')
    expect(await beside()).not.toContain(names.familyName)
    await decide(person('lead'), await askFor(officer), 'released')
    expect(await found()).toContain(reference)
    expect(await inList()).toBe('shared')
    expect(await beside()).toContain(names.familyName)
  })

  it('do not know it where the lead refuses, and may ask again', async () => {
    await decide(person('lead'), await askFor(person('officer')), 'refused')
    expect(await nameSeenBy(person('officer'))).toBe('')
    expect(await eventsOf()).toEqual(['identity.release_asked', 'identity.release_refused'])
    await askFor(person('supervisor'))
  })

  it('ask once at a time', async () => {
    const asked = await Promise.all([ask(person('officer')), ask(person('supervisor'))])
    expect(asked.filter((one) => 'release' in one)).toHaveLength(1)
    expect(asked.filter((one) => 'form' in one)).toMatchObject([
      { form: { problems: [{ question: 'urgent' }] } },
    ])
  })

  it('keep what they typed where the form is not complete', async () => {
    expect(await ask(person('officer'), { urgent: 'no', words })).toMatchObject({
      form: { typed: { words }, problems: [{ question: 'basis' }] },
    })
  })

  it('have nothing to ask where they know it already', async () => {
    await decide(person('lead'), await askFor(person('officer')), 'released')
    expect(await ask(person('officer'))).toEqual({
      blocked: 'Police know who the person is already',
    })
  })
})

describe('two people decide', () => {
  it('never the one who asked, nor anybody of their organisation, nor one who does not lead', async () => {
    const release = await askFor(person('officer'))
    const ownLead = await asOwner((tx) =>
      addActor(tx, 'safeguarding_lead', person('officer').organisation),
    )
    await expect(decide(ownLead, release, 'released')).rejects.toThrow(NotAllowed)
    for (const name of [
      'officer',
      'supervisor',
      'beacon',
      'desk',
      'referrer.council',
      'admin',
      'auditor',
    ])
      await expect(decide(person(name), release, 'released')).rejects.toThrow(NotFound)
    expect(await nameSeenBy(person('officer'))).toBe('')
  })

  it('not by the database either, whoever the verbs would let', async () => {
    const release = await askFor(person('officer'))
    const ownLead = await asOwner((tx) =>
      addActor(tx, 'safeguarding_lead', person('officer').organisation),
    )
    for (const actor of [ownLead, person('officer'), person('supervisor'), person('desk')]) {
      const { count } = await withActor(actor, (tx) =>
        tx.release.updateMany({
          where: { id: release },
          data: {
            answer: 'released',
            answeredBy: actor.accountId,
            answeredOrganisationId: actor.organisation.id,
            answeredAt: new Date(),
          },
        }),
      )
      expect(count).toBe(0)
    }
    const self = asOwner(
      (tx) =>
        tx.$queryRaw`
          update release set answer = 'released', answered_by = asked_by,
            answered_organisation_id = asked_organisation_id, answered_at = now() where id = ${release}::uuid`,
    )
    await expect(self).rejects.toThrow(/release_by_two/)
  })

  it('and where two leads decide at once, one does', async () => {
    const release = await askFor(person('officer'))
    const decided = await Promise.allSettled([
      decide(person('lead'), release, 'released'),
      decide(person('lead2'), release, 'refused'),
    ])
    expect(decided.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const lost = decided.find((one) => one.status === 'rejected')
    expect([Changed, NotAllowed].some((kind) => lost?.reason instanceof kind)).toBe(true)
    expect((await eventsOf()).filter((type) => type !== 'identity.release_asked')).toHaveLength(1)
  })

  it('nobody asks but police who work the case', async () => {
    await expect(ask(person('beacon'))).rejects.toThrow(NotFound)
    for (const name of ['desk', 'lead', 'referrer.council'])
      await expect(ask(person(name))).rejects.toThrow(NotAllowed)
    await expect(ask(person('referrer.fire'))).rejects.toThrow(NotFound)
  })
})

describe('where a life is in danger', () => {
  it('one officer is told at once, the leads are told at once, and a review is due', async () => {
    const officer = person('officer')
    await emergency(officer)
    expect(await nameSeenBy(officer)).toBe(names.familyName)
    expect(await told('release.emergency')).toMatchObject([
      { recipient: 'role:safeguarding_lead', priority: 'P1', sendAfter: null },
    ])
    const { duties } = await referral()
    const review = duties.find(({ kind }) => kind === 'release_review')
    expect(review).toMatchObject({ ownerQueue: 'HOLD', settledAt: null })
    expect(review?.dueAt.getTime()).toBeGreaterThan(Date.now())
    const [line] = await findReleases(person('lead'))
    expect(line).toMatchObject({ reference, state: 'to_review', words, isForUs: true })
  })

  it('it does not wait for the answer that it asked for before', async () => {
    const release = await askFor(person('officer'))
    await emergency(person('officer'))
    expect((await findReleaseById(person('lead'), release)).state).toBe('superseded')
    await expect(decide(person('lead'), release, 'refused')).rejects.toThrow(NotAllowed)
    expect(await nameSeenBy(person('officer'))).toBe(names.familyName)
  })

  it('a lead says that it was right, and the review is done', async () => {
    const release = await emergency(person('officer'))
    await decide(person('lead2'), release, 'upheld')
    const { duties } = await referral()
    expect(duties.find(({ kind }) => kind === 'release_review')).toMatchObject({
      settledAs: 'done',
      manner: 'upheld',
      settledBy: person('lead2').accountId,
    })
    expect(await nameSeenBy(person('officer'))).toBe(names.familyName)
    expect(await eventsOf()).toEqual(['identity.released', 'identity.release_reviewed'])
  })

  it('or withholds it again, and tells the police', async () => {
    const release = await emergency(person('officer'))
    await decide(person('lead'), release, 'ended')
    expect(await nameSeenBy(person('officer'))).toBe('')
    const { matches } = await findMatches(person('officer'), 'Ngozi Okonkwaze')
    expect(matches.map((match) => match.reference)).not.toContain(reference)
    expect(await told('release.ended')).toMatchObject([{ recipient: 'queue:POLICE' }])
    expect((await findReleaseById(person('lead'), release)).state).toBe('ended')
    await emergency(person('supervisor'))
    const { duties } = await referral()
    expect(duties.filter(({ kind }) => kind === 'release_review')).toMatchObject([
      { settledAt: null, manner: null },
    ])
  })

  it('the review is not settled like another duty, without the release', async () => {
    await emergency(person('officer'))
    const form = new URLSearchParams({ settledAs: 'done', words: 'Looked at it' })
    const settled = settleDuty(person('lead'), {
      reference,
      kind: 'release_review',
      version: 1,
      form,
    })
    await expect(settled).rejects.toThrow(NotAllowed)
  })
})

it('what was released stays so when the referral is corrected', async () => {
  await decide(person('lead'), await askFor(person('officer')), 'released')
  const author = person('referrer.council')
  const { version } = await findCorrectable(author, reference)
  const form = new URLSearchParams({ threats: 'yes', words: 'They said so later', reason: 'more' })
  await correctAnswers(author, { reference, question: 'threats', version, form })
  await asOwner(
    (tx) => tx.$queryRaw`update item set identity = 'withheld' where reference = ${reference}`,
  )
  expect((await referral()).items.find(({ queue }) => queue === 'POLICE')?.identity).toBe('shared')
})

describe('on the pages', () => {
  it('police ask on a form and read that it waits', async () => {
    const cookie = await cookieOf(person('officer'))
    const path = `/cases/${reference}/release`
    const body = new URLSearchParams({ urgent: 'no', basis: 'serious_harm', words })
    const wrong = await post(askForm, path, { reference }, new URLSearchParams({ words }), {
      cookie,
    })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain(words)
    const asked = await post(askForm, path, { reference }, body, { cookie })
    expect([asked.status, asked.headers.get('location')]).toEqual([303, path])
    expect(await (await get(askPage, path, { reference }, { cookie })).text()).toContain(
      'Waits for an answer',
    )
  })

  it('the lead reads why, and not who the person is', async () => {
    const release = await askFor(person('officer'))
    const cookie = await cookieOf(person('lead'))
    const list = await (await get(releasesPage, '/releases', {}, { cookie })).text()
    expect(list).toContain(reference)
    const page = await (
      await get(releasePage, `/releases/${release}`, { release }, { cookie })
    ).text()
    expect(page).toContain(words)
    expect(list + page).not.toContain(names.familyName)
    const theirs = await get(casePage, `/cases/${reference}`, { reference }, { cookie })
    expect(theirs.status).toBe(200)
  })

  it.each(['officer', 'beacon', 'desk', 'referrer.council', 'admin', 'auditor'])(
    '%s has no list of them',
    async (name) => {
      const cookie = await cookieOf(person(name))
      expect((await get(releasesPage, '/releases', {}, { cookie })).status).toBe(404)
    },
  )
})
