import * as then from '@/lib/routing/effects'
import * as when from '@/lib/routing/predicates'
import { every, first, rule, sameDay } from '@/lib/routing/rule'

/** The day this policy took effect. Change it with any rule, so that a decision names its policy. */
export const policyVersion = '2026-11-21'

/**
 * Where a referral goes, how fast, who may know who the person is, and what must happen beside it.
 * Read it from top to bottom, as `decide` does. Nationality and immigration status are never asked.
 * "Toolkit" is the Home Office's first responder toolkit for England and Wales, 2026.
 */
export const policy = [
  every(
    'A. Danger comes first',
    rule('A1', when.inImmediateDanger, then.both(then.goesTo('POLICE'), then.urgently()), {
      because: 'someone is in immediate danger, so the police come first',
      source: 'Toolkit p14; College of Policing, first response',
    }),
    rule('A2', when.needsUrgentMedicalHelp, then.urgently(), {
      because: 'the person needs urgent medical help; the police are told no more because of it',
      source: 'Toolkit p14',
    }),
    rule('A3', when.mayEndTheirLife, then.urgently(), {
      because: 'the person may end their life; the police are told no more because of it',
      source: 'Toolkit p14',
    }),
  ),
  first(
    'B. Where it goes: the first that fits',
    rule('B1', when.nobodyIdentified, then.goesTo('POLICE'), {
      because: 'this is a tip about people nobody has met, so there is nobody to refer or ask',
      source: 'Toolkit p6',
    }),
    rule(
      'B2',
      when.both(when.alreadyWithNrm, when.agreesToSupport),
      then.goesTo('BEACON', 'POLICE'),
      {
        because: 'a referral was already submitted, and the adult agreed to support',
        source: 'Toolkit p4: one referral for each person',
      },
    ),
    rule('B3', when.alreadyWithNrm, then.goesTo('POLICE'), {
      because: 'a referral was already submitted, so there is no second one',
      source: 'Toolkit p4: one referral for each person',
    }),
    rule('B4', when.mayBeChild, then.goesTo('NRM', 'POLICE'), {
      because: 'the person is a child or may be one, and is referred whatever anyone consents to',
      source: 'Toolkit p2, p6; Modern Slavery Act 2015 s.51',
    }),
    rule('B5', when.agreesToNrm, then.goesTo('NRM', 'POLICE'), {
      because: 'an adult gave informed consent to a referral, and the police record the crime',
      source: 'Toolkit p6, p12',
    }),
    rule('B6', when.bestInterestsToRefer, then.goesTo('NRM', 'POLICE'), {
      because: 'an adult lacks capacity, and a recorded best interests decision is to refer',
      source: 'Mental Capacity Act 2005 s.4; statutory guidance para 5.28',
    }),
    rule('B7', when.both(when.capacityInDoubt, when.atPresentRisk), then.goesTo('POLICE'), {
      because: 'an adult may be unable to decide and is at risk, so the police hear of the risk',
      source: 'Mental Capacity Act 2005; partnership choice',
    }),
    rule('B8', when.capacityInDoubt, then.waits(), {
      because:
        'an adult may be unable to decide, so it waits with a named owner until that is settled',
      source: 'Mental Capacity Act 2005; partnership choice',
    }),
    rule('B9', when.both(when.refusesNrm, when.atPresentRisk), then.goesTo('POLICE'), {
      because: 'an adult refuses or withdraws and is at risk, so the police hear of the risk',
      source: 'Modern Slavery Act 2015 s.52(3); Social Care Institute for Excellence',
    }),
    rule('B10', when.both(when.refusesNrm, when.agreesToSupport), then.goesTo('BEACON', 'POLICE'), {
      because: 'an adult refuses or withdraws from a referral, but agreed to support',
      source: 'Modern Slavery Act 2015 s.52; toolkit p7',
    }),
    rule('B11', when.refusesNrm, then.goesTo('POLICE'), {
      because: 'an adult refuses or withdraws, so the police learn what happened',
      source: 'Modern Slavery Act 2015 s.52(3); toolkit p11',
    }),
    rule('B12', when.atPresentRisk, then.goesTo('POLICE'), {
      because: 'nobody has asked the adult about a referral yet, and there is a risk now',
      source: 'Toolkit p10; partnership choice',
    }),
    rule('B13', when.agreesToSupport, then.goesTo('BEACON'), {
      because: 'the adult agreed to support, and has not been asked about a referral yet',
      source: 'Toolkit p10',
    }),
    rule('B14', when.agreesToPoliceIdentity, then.goesTo('POLICE'), {
      because: 'the adult agreed to the police, and has not been asked about a referral yet',
      source: 'Toolkit p10',
    }),
    rule('B15', when.always, then.waits(), {
      because: 'nobody has asked the adult yet, so it waits with a named owner until they have',
      source: 'Toolkit p10',
    }),
  ),
  every(
    'C. What else must happen: all that apply',
    rule('C1', when.agreesToSupport, then.alsoGoesTo('BEACON'), {
      because: 'the adult agreed to support, whatever else they refuse',
      source: 'UK GDPR art. 6; each consent stands alone',
    }),
    rule('C2', when.agreesToPoliceIdentity, then.alsoGoesTo('POLICE'), {
      because: 'the adult agreed that the police may know, whatever else they refuse',
      source: 'UK GDPR art. 6; each consent stands alone',
    }),
    rule('C3', when.mayBeChild, then.also('childrens_social_care'), {
      because: "the person is a child or may be one, so children's services are told",
      source: 'Toolkit p13; Children Act 1989 s.47; Modern Slavery Act 2015 s.51',
    }),
    rule('C4', when.dependentChildrenAtRisk, then.also('childrens_social_care'), {
      because: 'children who depend on the person are at risk, whatever the person agrees to',
      source: 'Children Act 1989 s.47; toolkit p7',
    }),
    rule('C5', when.capacityDoubted, then.also('capacity_assessment', 'adult_safeguarding'), {
      because: 'it is not certain that the adult can decide, so their capacity is assessed',
      source: 'Mental Capacity Act 2005 s.3',
    }),
    rule('C6', when.lacksCapacity, then.also('best_interests_decision', 'adult_safeguarding'), {
      because: 'the adult lacks capacity, so a named person decides and records why',
      source: 'Mental Capacity Act 2005 s.4',
    }),
    rule('C7', when.isAdultNeedingCare, then.also('adult_safeguarding'), {
      because: 'the adult has care and support needs',
      source: 'Care Act 2014 s.42',
    }),
    rule('C8', when.notAskedAboutNrm, then.also('obtain_consent'), {
      because: 'the adult can decide and has not been asked about a referral',
      source: 'Toolkit p6, p10',
    }),
    rule('C9', when.dutyToNotifyIsOwed, then.also('duty_to_notify'), {
      because: "the adult refuses or withdraws, and the referrer's organisation must still notify",
      source: 'Modern Slavery Act 2015 s.52',
    }),
    rule('C10', when.referralNeedsAnotherToSubmit, then.also('first_responder_sign_off'), {
      because: "the referrer's organisation is not a First Responder Organisation",
      source: 'Toolkit p15',
    }),
    rule('C11', when.referredBefore, then.also('link_cases'), {
      because: 'the same person was referred before',
      source: 'Toolkit p4: one referral for each person',
    }),
    rule('C12', when.twoOrMore, then.both(then.also('link_cases'), then.alsoGoesTo('POLICE')), {
      because: 'two people or more are involved, each with one referral',
      source: 'Toolkit p4',
    }),
    rule('C13', when.fiveOrMore, then.also('reception_centre'), {
      because: 'five people or more are involved',
      source: 'Hertfordshire partnership: reception centres',
    }),
    rule('C14', when.nowhereSafeTonight, then.also('safe_accommodation'), {
      because: 'the person has nowhere safe to stay tonight',
      source: 'Toolkit p11',
    }),
    rule('C15', when.safeContactNotKnown, then.also('safe_contact_only'), {
      because: 'no safe way to contact the person is known',
      source: 'Home Office referral form: safe contact',
    }),
    rule('C16', when.suspectedOfCrime, then.also('section_45_flag'), {
      because: 'somebody treats the person as having broken the law, which changes nothing else',
      source: 'Modern Slavery Act 2015 s.45',
    }),
  ),
  every(
    'D. Who must not see it: all that apply',
    rule('D1', when.someoneImplicated, then.also('supervisor_restricted'), {
      because: 'the referrer, their organisation or the police are named as exploiters',
      source: 'Partnership choice: an implicated organisation never sees the case',
    }),
    rule('D2', when.referrerImplicated, then.alsoGoesTo('POLICE'), {
      because: 'the referrer or their organisation is named, which a police supervisor looks into',
      source: 'Partnership choice: an implicated organisation never sees the case',
    }),
    rule('D3', when.referralByImplicatedReferrer, then.also('first_responder_sign_off'), {
      because: 'the referrer or their organisation is named, so another organisation submits',
      source: 'Partnership choice: an implicated organisation never sees the case',
    }),
    rule('D4', when.policeImplicated, then.never('POLICE'), {
      because: 'someone in the police is named, so nothing goes to the police queue',
      source: 'Partnership choice: an implicated organisation never sees the case',
    }),
    rule('D5', when.beaconImplicated, then.never('BEACON'), {
      because: 'someone at Beacon is named, so nothing goes to Beacon',
      source: 'Partnership choice: an implicated organisation never sees the case',
    }),
  ),
  first(
    'E. May the police know who the person is: the first that fits',
    rule('E1', when.nothingForPolice, then.withholds(), {
      because: 'nothing goes to the police',
      source: 'UK GDPR art. 5(1)(c)',
    }),
    rule('E2', when.inImmediateDanger, then.shares(), {
      because: 'someone is in immediate danger, which allows it without agreement',
      source: 'UK GDPR art. 6(1)(d); Social Care Institute for Excellence',
    }),
    rule('E3', when.mayBeChild, then.shares(), {
      because: 'the person is a child or may be one',
      source: 'Data Protection Act 2018 sch. 1 para 18; toolkit p2',
    }),
    rule('E4', when.agreesToPoliceIdentity, then.shares(), {
      because: 'the adult agreed that the police may know who they are',
      source: 'Modern Slavery Act 2015 s.52(3)',
    }),
    rule('E5', when.always, then.withholds(), {
      because: 'no adult who can decide has agreed that the police may know who they are',
      source: 'Modern Slavery Act 2015 s.52(3)',
    }),
  ),
  every(
    'F. How soon: the most urgent that applies. Unknown never counts as no',
    ...sameDay(
      ['F1', when.mayBeChild, 'the person is a child or may be one'],
      ['F2', when.stillExploited, 'the exploitation is still going on'],
      ['F3', when.exploiterContactWithinWeek, 'the exploiter was in contact within the last week'],
      ['F4', when.exploiterKnowsWhereabouts, 'the exploiter knows where the person is'],
      ['F5', when.threatened, 'the person or their family is threatened'],
      ['F6', when.nowhereSafeTonight, 'the person has nowhere safe to stay tonight'],
      ['F7', when.noSafeContact, 'there is no safe way to contact the person'],
      ['F8', when.capacityInDoubt, 'the person may be unable to decide'],
      ['F9', when.fiveOrMore, 'five people or more are involved'],
      ['F10', when.dependentChildrenAtRisk, 'children who depend on the person are at risk'],
      ['F11', when.needsCareOrSupport, 'the person has care and support needs'],
      ['F12', when.someoneImplicated, 'the referrer, their organisation or the police are named'],
    ),
    rule('F13', when.noPriorityYet, then.nextWorkingDay(), {
      because: 'no risk that needs someone sooner is known',
      source: 'Partnership choice: there is nothing lower',
    }),
  ),
]
