import { longText } from '@/lib/journey/kinds'
import { yesNoUnknown } from '../choices'

const about = 'person'

export const start = {
  underAgeThen: yesNoUnknown({
    ask: 'Were they under 18 when any of it happened?',
    sensitivity: 'fact',
    fills: { nrm: 'pv-under-age-at-time-of-exploitation' },
  }),
  moreThanOnce: yesNoUnknown({
    ask: 'Has this happened to them more than once?',
    hint: 'With other people, in another place, or after they got away',
    sensitivity: 'fact',
    fills: { nrm: 'potential-victim-exploitative-situation-multiple' },
  }),
  whenItHappened: longText({
    ask: 'When did it happen?',
    hint: 'Give dates or years for each time, as well as you know them',
    called: 'When it happened',
    sensitivity: 'account',
    about,
    fills: {
      nrm: [
        'when-did-the-exploitation-take-place',
        'when-did-the-exploitation-take-place-multiple',
      ],
    },
  }),
  howItStarted: longText({
    ask: 'How did it start?',
    hint: 'For example how they met the exploiter, and what they were promised',
    called: 'How it started',
    sensitivity: 'account',
    about,
    fills: { nrm: 'how-did-the-exploitation-start' },
  }),
  takenSomewhere: yesNoUnknown({
    ask: 'Did the exploiter move them from place to place?',
    sensitivity: 'fact',
    fills: { nrm: 'were-they-taken-somewhere-by-their-exploiter' },
  }),
  takenWhere: longText({
    ask: 'Where did they go, when, how and with whom?',
    called: 'Where they went',
    sensitivity: 'account',
    about,
    fills: { nrm: 'were-they-taken-somewhere-by-their-exploiter-journey-details' },
  }),
}
