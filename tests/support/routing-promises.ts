import { decide, type Decision } from '@/lib/routing/decision'
import type { ReferralFacts } from '@/lib/routing/facts'
import { organisationTypes } from '@/lib/routing/organisation-types'
import { policy } from '@/lib/routing/policy'
import { actions, queues, type Queue } from '@/lib/routing/queues'
import type { Effect } from '@/lib/routing/rule'

type Check = (facts: ReferralFacts, decision: Decision) => string | false

const effects = new Map(policy.flatMap(({ rules }) => rules).map(({ id, then }) => [id, then]))

const identifiedAdult = (f: ReferralFacts) => f.ageGroup === 'adult' && f.personIdentified
const capable = (f: ReferralFacts) => identifiedAdult(f) && f.capacity === 'no_concern'
const policeAreImplicated = (f: ReferralFacts) =>
  f.implicated === 'police' ||
  (f.implicated === 'referrer' && f.referrerOrganisationType === 'police')

const itemIn = (decision: Decision, queue: Queue) =>
  JSON.stringify(decision.items.find((item) => item.queue === queue))
const withoutReasons = (decision: Decision) => JSON.stringify({ ...decision, reasons: [] })
const sameItem = (facts: ReferralFacts, change: Partial<ReferralFacts>, queue: Queue) =>
  itemIn(decide(facts), queue) === itemIn(decide({ ...facts, ...change }), queue)
const explains = (decision: Decision, choice: (effect: Effect) => boolean | undefined) =>
  decision.reasons.some(({ rule }) => {
    const effect = effects.get(rule)
    return effect !== undefined && choice(effect)
  })

/**
 * What must always hold of every decision: the twelve promises of the routing contract and the few
 * that they rest on. Each answers what is broken, or false.
 */
export const promises: Record<string, Check> = {
  'an adult is referred only with valid consent or a best interests decision': (f, d) =>
    f.ageGroup === 'adult' &&
    d.queues.includes('NRM') &&
    !(capable(f) && f.consentNrm === 'given') &&
    !(f.capacity === 'lacks' && f.bestInterests === 'refer') &&
    'an adult in the NRM queue',
  'a child, or someone who may be one, is referred whatever anyone consents to': (f, d) =>
    f.ageGroup !== 'adult' &&
    ((f.personIdentified && !f.nrmAlreadySubmitted && !d.queues.includes('NRM')) ||
      !d.actions.includes('childrens_social_care')) &&
    'a child not referred, or not told of',
  'identity reaches police only by agreement, for a child or in danger': (f, d) =>
    d.items.some(({ queue, identity }) => queue === 'POLICE' && identity === 'shared') &&
    !(capable(f) && f.consentPoliceIdentity === 'given') &&
    f.ageGroup === 'adult' &&
    f.immediateDanger !== 'yes' &&
    'identity shared',
  'identity is withheld where nothing goes to the police': (_, d) =>
    !d.queues.includes('POLICE') && d.identityToPolice === 'shared' && 'identity shared',
  'Beacon receives nothing after refusal, about a child or where capacity is in doubt': (f, d) =>
    d.queues.includes('BEACON') &&
    !(capable(f) && f.consentSupport === 'given') &&
    'an item for Beacon',
  'Beacon receives everyone who may and does agree': (f, d) =>
    capable(f) &&
    f.consentSupport === 'given' &&
    !(f.implicated === 'referrer' && f.referrerOrganisationType === 'victim_care_centre') &&
    !d.queues.includes('BEACON') &&
    'no item for Beacon',
  'immediate danger is P1, police first and 999': (f, d) =>
    f.immediateDanger === 'yes' &&
    (d.priority !== 'P1' ||
      !d.actions.includes('call_999') ||
      d.primary !== (policeAreImplicated(f) ? 'HOLD' : 'POLICE')) &&
    'danger not first',
  'a medical or suicide emergency is P1 and 999, and tells police no more': (f, d) =>
    (f.urgentMedical === 'yes' || f.suicideRisk === 'yes') &&
    (d.priority !== 'P1' ||
      !d.actions.includes('call_999') ||
      !sameItem(f, { urgentMedical: 'no', suicideRisk: 'no' }, 'POLICE')) &&
    'an emergency not acted on, or police told more',
  'a present risk reaches the police, unless they are implicated': (f, d) =>
    (f.stillExploited === 'yes' ||
      f.exploiterContactWithinWeek === 'yes' ||
      f.exploiterKnowsWhereabouts === 'yes' ||
      f.threats === 'yes' ||
      f.dependentChildrenAtRisk === 'yes' ||
      f.safePlaceTonight === 'no') &&
    !policeAreImplicated(f) &&
    !d.queues.includes('POLICE') &&
    'no item for the police',
  'an implicated organisation never sees the case': (f, d) =>
    ((policeAreImplicated(f) && d.queues.includes('POLICE')) ||
      (f.implicated !== 'none' && !d.actions.includes('supervisor_restricted')) ||
      (f.implicated === 'referrer' &&
        f.referrerOrganisationType === 'victim_care_centre' &&
        d.queues.includes('BEACON')) ||
      (f.implicated === 'referrer' &&
        d.queues.includes('NRM') &&
        !d.actions.includes('first_responder_sign_off'))) &&
    'seen by the implicated',
  'only a First Responder Organisation submits': (f, d) =>
    d.queues.includes('NRM') &&
    f.implicated !== 'referrer' &&
    d.actions.includes('first_responder_sign_off') ===
      organisationTypes[f.referrerOrganisationType].firstResponder &&
    'sign-off wrong',
  'the three consents are independent': (f) =>
    (!sameItem(f, { consentNrm: 'refused' }, 'BEACON') ||
      !sameItem(f, { consentSupport: 'refused' }, 'NRM') ||
      !sameItem(f, { consentSupport: 'refused' }, 'POLICE') ||
      !sameItem(f, { consentPoliceIdentity: 'refused' }, 'NRM') ||
      !sameItem(f, { consentPoliceIdentity: 'refused' }, 'BEACON')) &&
    'one consent changed what another allows',
  'nationality and immigration status change nothing': (f, d) =>
    [
      { nationality: undefined, immigrationInsecure: undefined },
      { nationality: 'Albanian', immigrationInsecure: true },
    ].some((change) => JSON.stringify(decide({ ...f, ...change })) !== JSON.stringify(d)) &&
    'they changed something',
  'being a suspect changes nothing but the section 45 flag': (f, d) => {
    const suspect = decide({ ...f, suspectedOfCrime: true })
    const not = decide({ ...f, suspectedOfCrime: false })
    const unflagged = suspect.actions.filter((action) => action !== 'section_45_flag')
    return (
      (d.actions.includes('section_45_flag') !== f.suspectedOfCrime ||
        withoutReasons({ ...suspect, actions: unflagged }) !== withoutReasons(not)) &&
      'suspicion changed something'
    )
  },
  'five people ask for a reception centre, and two or a repeat are linked': (f, d) =>
    (d.actions.includes('reception_centre') !== f.potentialVictimCount >= 5 ||
      d.actions.includes('link_cases') !==
        (f.potentialVictimCount >= 2 || f.earlierReferral || f.nrmAlreadySubmitted)) &&
    'numbers wrong',
  'the duty to notify is owed by police and councils for adults who refuse': (f, d) =>
    d.actions.includes('duty_to_notify') !==
      (['police', 'county_council', 'district_council'].includes(f.referrerOrganisationType) &&
        identifiedAdult(f) &&
        (f.consentNrm === 'refused' || f.consentNrm === 'withdrawn') &&
        !f.nrmAlreadySubmitted &&
        !d.queues.includes('NRM')) && 'duty wrong',
  'there is no second referral, and none of people nobody has met': (f, d) =>
    (f.nrmAlreadySubmitted || !f.personIdentified) && d.queues.includes('NRM') && 'a referral',
  'the same facts give the same decision': (f, d) =>
    JSON.stringify(decide(structuredClone(f))) !== JSON.stringify(d) && 'another decision',
  'unknown never lowers a priority': (f, d) => {
    const lower = Object.entries(f).find(
      ([field, value]) =>
        value === (field.startsWith('safe') ? 'yes' : 'no') &&
        decide({ ...f, [field]: 'unknown' }).priority > d.priority,
    )
    return lower !== undefined && `unknown ${lower[0]} lowered it`
  },
  'a case is held, or worked first by a queue it is in; each queue has one item': (_, d) =>
    (!(d.primary === 'HOLD' || d.queues[0] === d.primary) ||
      d.items.map(({ queue }) => queue).join() !== d.queues.join() ||
      d.items.some(({ queue, kind }) => kind !== queues[queue].sends) ||
      new Set(d.queues).size !== d.queues.length) &&
    'queues and items differ',
  'every choice is explained by a rule that fired': (_, d) =>
    !(
      explains(d, ({ primary, never }) => primary === d.primary || never !== undefined) &&
      explains(d, ({ priority }) => priority === d.priority) &&
      explains(d, ({ identityToPolice }) => identityToPolice === d.identityToPolice) &&
      d.queues.every((queue) => explains(d, ({ send }) => send?.includes(queue))) &&
      d.actions.every((action) => explains(d, (effect) => effect.actions?.includes(action)))
    ) && 'a choice without a reason',
  'actions come most urgent first, each once': (_, d) =>
    Object.keys(actions)
      .filter((action) => d.actions.some((taken) => taken === action))
      .join() !== d.actions.join() && 'out of order',
}

/** The promises that these facts break, as sentences. None is the only good answer. */
export const brokenPromises = (facts: ReferralFacts): string[] => {
  const decision = decide(facts)
  return Object.entries(promises).flatMap(([sentence, promise]) => {
    const broken = promise(facts, decision)
    return broken === false ? [] : [`${sentence}: ${broken}`]
  })
}
