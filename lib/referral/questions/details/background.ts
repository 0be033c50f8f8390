import { longText, text } from '@/lib/journey/kinds'

const about = 'person'

export const background = {
  birthplace: text({
    ask: 'Where were they born?',
    hint: 'A town and a country, or as much as you know',
    called: 'Where they were born',
    sensitivity: 'identity',
    about,
    fills: { nrm: 'birthplace' },
  }),
  family: longText({
    ask: 'What do you know about their family?',
    hint: 'For example who they grew up with, and who depends on them',
    called: 'What you know about their family',
    sensitivity: 'account',
    about,
    fills: { nrm: 'family' },
  }),
  education: longText({
    ask: 'What school or training have they had?',
    called: 'School or training',
    sensitivity: 'account',
    about,
    fills: { nrm: 'education' },
  }),
  earlierWork: longText({
    ask: 'What work did they do before this?',
    called: 'Work before this',
    sensitivity: 'account',
    about,
    fills: { nrm: 'employment-history' },
  }),
}
