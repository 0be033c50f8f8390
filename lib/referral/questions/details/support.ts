import { anyOf, email, longText, oneOf, phone, text } from '@/lib/journey/kinds'
import { yesNo, yesNoUnknown } from '../choices'

const about = 'person'

export const support = {
  wantsSupport: yesNoUnknown({
    ask: 'Do they need support from the government’s scheme?',
    hint: 'For example a safe house, money to live on, a lawyer or a support worker',
    sensitivity: 'need',
    fills: { nrm: 'does-pv-need-support' },
  }),
  trustedPhone: phone({
    ask: 'Phone number of somebody they trust',
    hint: 'Support workers call this number, because you gave no safe number for the person',
    called: 'Phone number of somebody they trust',
    sensitivity: 'contact',
    about,
    fills: { nrm: 'pv-phone-number-alternative' },
  }),
  trustedPhoneWhose: text({
    ask: 'Who is it, and how do they know each other?',
    called: 'Who it is',
    missing: 'Enter whose phone number it is',
    sensitivity: 'contact',
    about,
    fills: { nrm: 'alternative-number-relation-to-pv' },
  }),
  communicationHelp: yesNoUnknown({
    ask: 'Apart from an interpreter, do they need help to talk, read or hear?',
    sensitivity: 'need',
    fills: { nrm: 'pv-other-help-with-communication' },
  }),
  communicationAids: anyOf({
    ask: 'What help do they need?',
    hint: 'Select all that apply',
    options: {
      sign_language: 'Sign language',
      hearing: 'Help with hearing, like a hearing loop',
      large_print: 'Large print',
      braille: 'Braille',
      easy_words: 'Easy words and pictures',
      reading_aloud: 'Somebody to read things aloud',
      speaker: 'A trained person who helps them to be understood',
      other: 'Something else',
    },
    sensitivity: 'need',
  }),
  communicationOther: text({
    ask: 'What else would help?',
    called: 'What else would help',
    missing: 'Enter what else would help',
    sensitivity: 'contact',
    about,
  }),
  decisionTo: oneOf({
    ask: 'Who should get the Home Office’s letters and decisions?',
    options: { 'potential-victim': 'The person', 'someone-else': 'Somebody else' },
    sensitivity: 'fact',
    fills: { nrm: 'who-contact' },
  }),
  decisionContactName: text({
    ask: 'Name of who should get them',
    called: 'Name of who should get them',
    sensitivity: 'contact',
    about,
  }),
  decisionContactEmail: email({
    ask: 'Their email address',
    called: 'Their email address',
    sensitivity: 'contact',
    about,
    fills: { nrm: 'someone-else-email-input' },
  }),
  decisionContactAddress: longText({
    ask: 'Their postal address',
    hint: 'Put the street, the town, the county and the postcode on lines of their own',
    called: 'Their postal address',
    limit: 1_000,
    sensitivity: 'contact',
    about,
  }),
  decisionContactAgreed: yesNo({
    ask: 'Did the person agree that somebody else gets them?',
    missing: 'Select yes if the person agreed that somebody else gets them',
    sensitivity: 'fact',
  }),
}
