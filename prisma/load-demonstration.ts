import { addYears } from 'date-fns'
import type { Actor } from '@/lib/access/actor'
import { actorOf } from '@/lib/access/actor-row'
import { scopeNames } from '@/lib/access/scopes'
import { requestAccountChange } from '@/lib/access/request-account-change'
import { hashToken } from '@/lib/access/hash-token'
import { hashPassword } from '@/lib/access/hash-password'
import type { Tx } from '@/lib/database/with-actor'
import { environment } from '@/lib/environment'
import { readAnswers } from '@/lib/referral/answers-schema'
import { fingerprintOf } from '@/lib/referral/find-receipt'
import { prefilled } from '@/lib/referral/prefilled'
import { endShares } from '@/lib/casework/end-shares'
import { escalateOverdue } from '@/lib/casework/escalate-overdue'
import { resumeHeld } from '@/lib/casework/resume-held'
import { submitReferral } from '@/lib/referral/submit-referral'
import { tellContactDue } from '@/lib/contact/tell-contact-due'
import { expireData } from '@/lib/retention/expire-data'
import { asOwner } from './as-owner'
import {
  demonstrationAccounts,
  demonstrationDomain,
  demonstrationToken,
} from './demonstration-accounts'
import { demonstrationReferrals } from './demonstration-referrals'
import { playDemonstration } from './play-demonstration'
import { playLeads } from './play-leads'

const phone = '01632 960 100'

const loadAccounts = async (tx: Tx) => {
  const passwordHash = await hashPassword(environment().DEMO_PASSWORD)
  for (const { organisation, ...account } of demonstrationAccounts) {
    const { id: organisationId, emailDomains } = await tx.organisation.findUniqueOrThrow({
      where: { slug: organisation },
      select: { id: true, emailDomains: true },
    })
    const domains = new Set([...emailDomains, demonstrationDomain.slice(1)])
    await tx.organisation.update({
      where: { id: organisationId },
      data: { emailDomains: [...domains] },
      select: { id: true },
    })
    const record = { ...account, phone, organisationId, passwordHash }
    const { id: accountId } = await tx.account.upsert({
      where: { email: account.email },
      create: record,
      update: record,
      select: { id: true },
    })
    if (account.role !== 'referrer') continue
    const tokenHash = hashToken(demonstrationToken(organisation))
    const token = {
      name: 'Demonstration',
      organisationId,
      accountId,
      scopes: [...scopeNames],
      expiresAt: addYears(new Date(), 1),
    }
    await tx.apiToken.upsert({
      where: { tokenHash },
      create: { ...token, tokenHash },
      update: token,
      select: { id: true },
    })
  }
}

const findDemonstrationActor = async (tx: Tx, email: string): Promise<Actor> => {
  const { id, organisation, ...account } = await tx.account.findUniqueOrThrow({
    where: { email },
    include: { organisation: true },
  })
  const actor = actorOf({
    ...account,
    session_id: id,
    confirmed_at: new Date(),
    proof: 'password',
    account_id: id,
    job_title: account.jobTitle,
    organisation_id: organisation.id,
    organisation_slug: organisation.slug,
    organisation_name: organisation.name,
    organisation_type: organisation.type as Actor['organisation']['type'],
    is_first_responder_organisation: organisation.isFirstResponderOrganisation,
    has_duty_to_notify: organisation.hasDutyToNotify,
  })
  if (!actor) throw new Error(`${email} has a role that is not known`)
  return actor
}

/** Sends a referral of the demonstration. The key follows from the answers: sent once, however often loaded. */
const send = async (actor: Actor, answers: Readonly<Record<string, unknown>>) => {
  const read = readAnswers({ ...prefilled(actor), ...answers })
  if ('problems' in read) throw new Error(`${actor.email}: ${JSON.stringify(read.problems)}`)
  const { typed } = read
  const sent = await submitReferral(actor, {
    typed,
    idempotencyKey: `demonstration:${Buffer.from(fingerprintOf(typed)).toString('hex')}`,
    door: 'api',
  })
  if ('problems' in sent)
    throw new Error(`${actor.email}: ${sent.problems.map(({ message }) => message).join('; ')}`)
  return { reference: sent.receipt.reference, again: sent.again }
}

/** What waits for a second person among the accounts. */
const askForSomebody = async (administrator: Actor, accountId: string) => {
  const form = new URLSearchParams({
    kind: 'second_factor',
    reason: 'lost_device',
    words:
      'She rang from the school office. Rang back through the switchboard, and her head was there.',
  })
  await requestAccountChange(administrator, accountId, 'recover', form)
}

/**
 * Loads the accounts of the demonstration and its cases: those with a past by playing it, those of
 * today by sending them, through the same doors as everybody's. Loading again changes nothing.
 */
export const loadDemonstration = async () => {
  const { actors, organisations, requests } = await asOwner(async (tx) => {
    await loadAccounts(tx)
    const found: [string, Actor][] = []
    for (const { email } of demonstrationAccounts)
      found.push([email.replace(demonstrationDomain, ''), await findDemonstrationActor(tx, email)])
    const partners = await tx.organisation.findMany({ select: { id: true, slug: true } })
    return {
      actors: new Map(found),
      organisations: new Map(partners.map(({ id, slug }) => [slug, id])),
      requests: await tx.accountRequest.count(),
    }
  })
  const person = (name: string) => {
    const actor = actors.get(name.replace(demonstrationDomain, ''))
    if (!actor) throw new Error(`Nobody is called ${name}`)
    return actor
  }
  await playDemonstration(new Date(), {
    person,
    organisations,
    send: ({ from, answers }) => send(person(from), answers),
    tick: async () => {
      await resumeHeld()
      await escalateOverdue()
      await endShares()
      await tellContactDue()
    },
  })
  for (const { from, answers } of demonstrationReferrals) await send(person(from), answers)
  await expireData()
  // Once, whatever became of it.
  if (requests > 0) return
  await askForSomebody(person('admin'), person('referrer.school').accountId)
  await playLeads(new Date(), { one: person('lead'), other: person('lead2') })
}
