import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { withActor } from '@/lib/database/with-actor'
import { readRuleWords } from '@/lib/policies/read-policy-in-force'
import { NotFound } from '@/lib/refusals'
import { countByRule, type AgreementOverruled, type Override, type Overrides } from './overrides'

const most = 200

/**
 * Where people overruled the routing, for whoever reviews outcomes: each cites the rule, so that the
 * policy can be mended where it is overruled most. And where they went ahead without an agreement.
 * @throws NotFound where the role does not review outcomes
 */
export const findOverrides = async (actor: Actor): Promise<Overrides> => {
  if (!may(actor, 'review-outcomes')) throw new NotFound()
  return withActor(actor, async (tx) => {
    const list = await tx.$queryRaw<Override[]>`
      select referral.reference, act.at, act.type as action, act.queue as "from",
        act.codes ->> 'to' as "to", act.codes ->> 'rule' as rule, act.codes ->> 'reason' as reason,
        organisation.name as by
      from act join referral on referral.id = act.referral_id
        join organisation on organisation.id = act.organisation_id
      where act.type in ('add_queue', 'move') and act.undone_at is null
      order by act.at desc limit ${most}`
    const agreements = await tx.$queryRaw<AgreementOverruled[]>`
      select referral.reference, entry.recorded_at as at, entry.purpose, entry.basis,
        organisation.name as by
      from consent_override as entry join referral on referral.id = entry.referral_id
        join organisation on organisation.id = entry.organisation_id
      order by entry.recorded_at desc limit ${most}`
    const says = await readRuleWords(tx)
    return { list, byRule: countByRule(list), says, agreements }
  })
}
