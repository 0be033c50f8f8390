import { email, phone, text } from '@/lib/journey/kinds'

const about = 'person'

export const council = {
  councilName: text({
    ask: 'Which council have you told about the child?',
    called: 'Council',
    sensitivity: 'contact',
    about,
    fills: { nrm: 'local-authority-contacted-about-child-local-authority-name' },
  }),
  councilContactName: text({
    ask: 'Whom did you speak to there?',
    called: 'Whom you spoke to',
    sensitivity: 'contact',
    about,
  }),
  councilPhone: phone({
    ask: 'The council’s phone number',
    called: 'The council’s phone number',
    sensitivity: 'contact',
    about,
    fills: { nrm: 'local-authority-contacted-about-child-local-authority-phone' },
  }),
  councilEmail: email({
    ask: 'The council’s email address',
    called: 'The council’s email address',
    sensitivity: 'contact',
    about,
    fills: { nrm: 'local-authority-contacted-about-child-local-authority-email' },
  }),
}
