import { longText } from '@/lib/journey/kinds'
import { yesNo } from '../choices'

const about = 'person'

export const knowledge = {
  signsDetails: longText({
    ask: 'What else did you see?',
    hint: 'Say what you saw yourself, and what others told you',
    called: 'What else you saw',
    sensitivity: 'account',
    about,
  }),
  howYouLearnt: longText({
    ask: 'Where and how did you talk with them?',
    hint: 'For example if they were alone, who interpreted, and how they were',
    called: 'Where and how you talked with them',
    sensitivity: 'account',
    about,
    fills: { nrm: 'where-how-interview-carried-out' },
  }),
  yourView: longText({
    ask: 'What do you think, from your work?',
    hint: 'For example what you have seen in cases like this one',
    called: 'What you think',
    sensitivity: 'account',
    about,
    fills: { nrm: 'professional-insight' },
  }),
  doubts: yesNo({
    ask: 'Is there evidence that any of it is not true?',
    hint: 'Fear and shock can make people mix things up, which is not such evidence',
    sensitivity: 'account',
    fills: { nrm: 'evidence-of-dishonesty' },
  }),
  doubtsDetails: longText({
    ask: 'What is the evidence?',
    called: 'The evidence',
    sensitivity: 'account',
    about,
    fills: { nrm: 'evidence-of-dishonesty-details' },
  }),
}
