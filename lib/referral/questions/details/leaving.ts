import { longText, oneOf } from '@/lib/journey/kinds'
import { yesNoUnknown } from '../choices'

const about = 'person'

export const leaving = {
  whatKeepsThem: longText({
    ask: 'What makes it hard for them to leave?',
    called: 'What makes it hard for them to leave',
    sensitivity: 'account',
    about,
    fills: { nrm: 'what-is-keeping-them-in-situation' },
  }),
  howTheyLeft: longText({
    ask: 'How and why did they leave?',
    called: 'How and why they left',
    sensitivity: 'account',
    about,
    fills: { nrm: 'how-why-did-they-leave-the-situation' },
  }),
  lastContact: oneOf({
    ask: 'When was the exploiter last in touch with them?',
    options: {
      'within-the-last-week': 'In the last week',
      'within-the-last-month': 'In the last month',
      'within-the-last-3-month': 'In the last 3 months',
      'within-the-last-6-month': 'In the last 6 months',
      'within-the-last-6-12-month': 'Between 6 and 12 months ago',
      'over-a-year-ago': 'More than a year ago',
      'not-sure': 'I do not know',
    },
    sensitivity: 'fact',
    fills: { nrm: 'when-last-contact' },
  }),
  lastContactDetails: longText({
    ask: 'What happened the last time that they were in touch?',
    hint: 'Do not add web addresses here, because the Home Office form refuses them',
    called: 'What happened the last time',
    sensitivity: 'account',
    about,
    fills: { nrm: 'details-last-contact' },
  }),
  futureRisk: yesNoUnknown({
    ask: 'Could they be exploited again?',
    sensitivity: 'fact',
    fills: { nrm: 'future-exploitation-concerns' },
  }),
  futureRiskReasons: longText({
    ask: 'Why do you think that it could happen again?',
    called: 'Why it could happen again',
    sensitivity: 'account',
    about,
    fills: { nrm: 'future-exploitation-reasons' },
  }),
}
