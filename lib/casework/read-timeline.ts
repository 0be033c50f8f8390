import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { isRole, roles } from '@/lib/access/roles'
import type { EventType } from '@/lib/audit/events'
import type { Tx } from '@/lib/database/with-actor'
import { places } from '@/lib/sealing/places'
import { openAnswers } from '@/lib/sealing/seal-answers'
import type { TimelineEntry } from './casework'

type EventsWhere = NonNullable<Parameters<Tx['event']['findMany']>[0]>['where']

/** Looks are counted apart: however often a case is opened, what was done and written stays to be read. */
const most = { acts: 200, looks: 200 }
const look = { type: { endsWith: '.viewed' } }

/** What a referrer's organisation may read of what happened: that it happened, never who or why. */
const forReferrers: readonly EventType[] = [
  'referral.submitted',
  'details.saved',
  'question.asked',
  'question.answered',
  'answer.corrected',
  'referral.sent_again',
  'item.accepted',
  'item.declined',
  'hand_over.passed_on',
  'nrm.submitted',
  'item.closed',
  'item.reopened',
  'note.written',
]

/** Why it was declined or asked, and whom to turn to: the codes that a referrer may read. */
const codesForReferrers = (type: string, { action, reason, signpost }: Record<string, unknown>) =>
  type === 'item.declined' || type === 'question.asked' ? { action, reason, signpost } : {}

const detailOf = (detail: unknown) =>
  typeof detail === 'object' && detail !== null ? (detail as Record<string, unknown>) : {}

const textOf = (value: unknown) => (typeof value === 'string' ? value : null)

/** Everything that happened to a case, the newest first, with what was written, where the actor may read it. */
export const readTimeline = async (
  tx: Tx,
  actor: Actor,
  referralId: string,
): Promise<readonly TimelineEntry[]> => {
  const isReferrer = may(actor, 'refer')
  const newest = (where: EventsWhere, take: number) =>
    tx.event.findMany({ where: { referralId, ...where }, orderBy: { sequence: 'desc' }, take })
  const events = isReferrer
    ? await newest({ type: { in: [...forReferrers] } }, most.acts)
    : [...(await newest({ NOT: look }, most.acts)), ...(await newest(look, most.looks))].toSorted(
        (one, other) => Number(other.sequence - one.sequence),
      )
  const acts = await tx.act.findMany({
    where: { referralId },
    select: { id: true, words: true, undoneAt: true },
  })
  const written = new Map(acts.map((act) => [act.id, act]))
  const accounts = [...new Set(events.flatMap(({ accountId }) => accountId ?? []))]
  const names = new Map(
    (
      await tx.$queryRaw<{ id: string; name: string }[]>`
        select id::text, name from names_of(${accounts}::uuid[])`
    ).map(({ id, name }) => [id, name]),
  )
  const organisations = new Map(
    (
      await tx.organisation.findMany({
        where: {
          id: { in: [...new Set(events.flatMap(({ organisationId }) => organisationId ?? []))] },
        },
        select: { id: true, name: true },
      })
    ).map(({ id, name }) => [id, name]),
  )
  // A note is there for a referrer where it was written for them.
  const isTold = ({ type, detail }: (typeof events)[number]) =>
    !isReferrer || type !== 'note.written' || written.has(textOf(detailOf(detail).act) ?? '')
  return events.filter(isTold).map((event): TimelineEntry => {
    const detail = detailOf(event.detail)
    const act = written.get(textOf(detail.act) ?? '')
    const role = event.role && isRole(event.role) ? roles[event.role] : undefined
    const by = [
      names.get(event.accountId ?? ''),
      role,
      organisations.get(event.organisationId ?? ''),
    ]
    return {
      id: String(event.sequence),
      at: event.at,
      event: event.type,
      by: by.filter(Boolean).join(', ') || 'The service',
      queue: textOf(detail.queue),
      detail: isReferrer ? codesForReferrers(event.type, detail) : detail,
      words: act?.words ? openAnswers(act.words, places.act(act.id)) : undefined,
      isUndone: Boolean(act?.undoneAt),
    }
  })
}
