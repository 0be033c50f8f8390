import { oneOf } from '@/lib/journey/kinds'
import { yesNoUnknown } from './choices'

export const risk = {
  stillExploited: yesNoUnknown({
    ask: 'Are they still being exploited?',
    missing: 'Select if they are still being exploited',
    sensitivity: 'fact',
    fills: { nrm: 'still-in-exploitative-situation' },
  }),
  recentContact: yesNoUnknown({
    ask: 'Has the exploiter been in touch in the last week?',
    missing: 'Select if the exploiter has been in touch in the last week',
    sensitivity: 'fact',
  }),
  whereaboutsKnown: yesNoUnknown({
    ask: 'Does the exploiter know where they are?',
    missing: 'Select if the exploiter knows where they are',
    sensitivity: 'fact',
  }),
  threats: yesNoUnknown({
    ask: 'Has anyone threatened them or their family?',
    missing: 'Select if anyone has threatened them or their family',
    sensitivity: 'fact',
  }),
  urgentMedical: yesNoUnknown({
    ask: 'Do they need a doctor urgently?',
    missing: 'Select if they need a doctor urgently',
    sensitivity: 'need',
  }),
  suicideRisk: yesNoUnknown({
    ask: 'Might they try to kill themselves?',
    missing: 'Select if they might try to kill themselves',
    sensitivity: 'need',
  }),
  safePlaceTonight: yesNoUnknown({
    ask: 'Do they have somewhere safe to stay tonight?',
    missing: 'Select if they have somewhere safe to stay tonight',
    sensitivity: 'need',
  }),
  careNeeds: yesNoUnknown({
    ask: 'Do they need care or support to look after themselves?',
    hint: 'Because of illness, disability, age or addiction',
    missing: 'Select if they need care or support to look after themselves',
    sensitivity: 'need',
  }),
  childrenAtRisk: yesNoUnknown({
    ask: 'Are any children who depend on them at risk?',
    hint: 'Include an unborn child',
    missing: 'Select if any children who depend on them are at risk',
    sensitivity: 'need',
  }),
  capacity: oneOf({
    ask: 'Can they make this decision for themselves?',
    hint: 'Assume that they can unless there is a reason to doubt it (Mental Capacity Act 2005)',
    options: {
      no_concern: 'Yes, there is no reason to doubt it',
      doubted: 'I am not sure that they can',
      lacks: 'No, an assessment says that they cannot',
    },
    missing: 'Select if they can make this decision for themselves',
    sensitivity: 'need',
  }),
  bestInterests: oneOf({
    ask: 'Has a best-interests decision been recorded?',
    options: {
      none: 'No',
      refer: 'Yes, to refer them to the Home Office',
      do_not_refer: 'Yes, not to refer them',
    },
    missing: 'Select if a best-interests decision has been recorded',
    sensitivity: 'need',
  }),
  accused: yesNoUnknown({
    ask: 'Is anyone treating them as having broken the law?',
    hint: 'This changes nothing about how they are protected',
    missing: 'Select if anyone is treating them as having broken the law',
    sensitivity: 'fact',
  }),
  implicated: oneOf({
    ask: 'Is anyone who works with you, or in the police, said to be involved?',
    hint: 'Your answer keeps the referral away from them',
    options: {
      none: 'No, or not as far as I know',
      referrer: 'Yes, someone in my organisation',
      police: 'Yes, someone in the police',
    },
    missing: 'Select if anyone who works with you, or in the police, is said to be involved',
    sensitivity: 'account',
  }),
}
