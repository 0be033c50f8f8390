import { oneOf, text, wholeNumber } from '@/lib/journey/kinds'
import { yesNoUnknown } from '../choices'

const about = 'person'

export const personDetails = {
  nickname: text({
    ask: 'Other names that they use',
    hint: 'For example a nickname, or the name that they were told to use',
    called: 'Other names',
    sensitivity: 'identity',
    about,
    fills: { nrm: 'pv-name-nickname' },
  }),
  gender: oneOf({
    ask: 'What is their gender?',
    options: { female: 'Female', male: 'Male', other: 'In another way', unknown: 'I do not know' },
    sensitivity: 'fact',
    fills: { nrm: 'pv-gender', htcds: 'prs_Gender' },
  }),
  nationality: text({
    ask: 'Their nationality',
    hint: 'For example British, Albanian or Vietnamese',
    called: 'Nationality',
    limit: 60,
    sensitivity: 'fact',
    about,
    fills: { nrm: 'pv-nationality', htcds: 'prs_Citizenship' },
  }),
  secondNationality: text({
    ask: 'Second nationality, if they have one',
    called: 'Second nationality',
    limit: 60,
    sensitivity: 'fact',
    about,
    fills: { nrm: 'pv-nationality-second', htcds: 'prs_Citizenship' },
  }),
  hasChildren: yesNoUnknown({
    ask: 'Do they have children?',
    hint: 'Count children who live somewhere else too',
    sensitivity: 'fact',
    fills: { nrm: 'does-pv-have-children' },
  }),
  numberOfChildren: wholeNumber({
    ask: 'How many children do they have?',
    called: 'Number of children',
    from: 1,
    to: 30,
    sensitivity: 'fact',
    fills: { nrm: 'does-pv-have-children-yes-amount', htcds: 'prs_NumberOfChildren' },
  }),
  homeOfficeReference: text({
    ask: 'Home Office numbers that they have',
    hint: 'Say what each one is, for example a visa, an asylum or a case number',
    called: 'Home Office numbers',
    limit: 500,
    sensitivity: 'identity',
    about,
    fills: { nrm: 'pv-ho-reference-type', htcds: 'prs_IdentityNumber' },
  }),
}
