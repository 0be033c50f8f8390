import { longText } from '@/lib/journey/kinds'
import { yesNo, yesNoUnknown } from '../choices'

const about = 'person'

export const others = {
  othersExploited: yesNoUnknown({
    ask: 'Are other people exploited with them?',
    sensitivity: 'fact',
    fills: { nrm: 'any-other-pvs' },
  }),
  othersDetails: longText({
    ask: 'What do you know about the other people?',
    hint: 'Do not give names here, because each person needs a referral of their own',
    called: 'What you know about the other people',
    sensitivity: 'account',
    about,
    fills: {
      nrm: ['other-potential-victims-yes-details', 'other-potential-victims-not-sure-details'],
    },
  }),
  otherProfessionals: yesNo({
    ask: 'Does anyone else help them in their work?',
    hint: 'For example a social worker, a nurse or a lawyer',
    sensitivity: 'fact',
    fills: { nrm: 'are-others-involved' },
  }),
  otherProfessionalsDetails: longText({
    ask: 'Who are they, and how can they be reached?',
    called: 'Who they are',
    sensitivity: 'contact',
    about,
    fills: { nrm: 'are-others-involved-details' },
  }),
}
