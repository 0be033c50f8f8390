import { county } from '@/lib/county/county'
import { longText, text } from '@/lib/journey/kinds'
import { yesNoUnknown } from '../choices'

const about = 'person'

export const reporting = {
  toldBefore: yesNoUnknown({
    ask: 'Have they told anyone about this before?',
    hint: 'For example the police, a doctor or a charity',
    sensitivity: 'fact',
    fills: { nrm: 'is-this-the-first-chance-to-report' },
  }),
  toldBeforeDetails: longText({
    ask: 'What do you know about who they told?',
    hint: 'For example when it was, and what happened next',
    called: 'What you know about who they told',
    sensitivity: 'account',
    about,
    fills: { nrm: ['yes-the-first-chance-to-report', 'not-sure-the-first-chance-to-report'] },
  }),
  whyTellNow: longText({
    ask: 'Why could they not tell anyone before?',
    hint: 'Fear, shame, language and not knowing whom to trust are common reasons',
    called: 'Why they could not tell anyone before',
    sensitivity: 'account',
    about,
    fills: { nrm: 'why-report-now' },
  }),
  policeTold: yesNoUnknown({
    ask: 'Had the police been told before you sent this?',
    sensitivity: 'fact',
    fills: { nrm: 'reported-to-police' },
  }),
  policeForce: text({
    ask: 'Which police force?',
    hint: `For example ${county.policeForce}`,
    called: 'Police force',
    sensitivity: 'account',
    about,
    fills: { nrm: 'reported-to-police-police-forces' },
  }),
  crimeReference: text({
    ask: 'Crime or incident number',
    called: 'Crime or incident number',
    sensitivity: 'identity',
    about,
    fills: { nrm: 'reported-to-police-crime-reference' },
  }),
  helpInvestigation: yesNoUnknown({
    ask: 'Are they willing to help the police to investigate?',
    hint: 'They can say no and still get support',
    sensitivity: 'fact',
    fills: { nrm: 'authorities-cooperation' },
  }),
  helpInvestigationDetails: longText({
    ask: 'What help can they give, and what do they need for it?',
    hint: 'Do not add web addresses here, because the Home Office form refuses them',
    called: 'What help they can give',
    sensitivity: 'account',
    about,
    fills: { nrm: 'authorities-cooperation-details' },
  }),
}
