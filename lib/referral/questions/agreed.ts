import { county } from '@/lib/county/county'
import { oneOf } from '@/lib/journey/kinds'

const answers = {
  given: 'They agree',
  refused: 'They do not agree',
  not_asked: 'They have not been asked yet',
  not_safe: 'It is not safe to ask, or they cannot decide now',
} as const

/** Which version of the consent wording a person was asked in. Goes up with any change below. */
export const consentWordingVersion = '2026-11-21'

export const agreed = {
  consentNrm: oneOf({
    ask: 'Do they agree to be referred to the Home Office?',
    hint: 'This is the National Referral Mechanism (NRM). It decides if they are a victim of modern slavery, which can bring a safe house, money and legal help. The police are told of every referral, but nobody has to speak to them',
    options: { ...answers, withdrawn: 'They agreed before and have changed their mind' },
    missing: 'Select if they agree to be referred to the Home Office',
    sensitivity: 'fact',
    fills: { nrm: 'pv-want-to-submit-nrm' },
  }),
  consentSupport: oneOf({
    ask: `Do they agree to support from ${county.victimCareCentre}?`,
    hint: `${county.victimCareCentre} is the victim care centre for ${county.name}. It gets their contact details and needs, not their story`,
    options: answers,
    missing: `Select if they agree to support from ${county.victimCareCentre}`,
    sensitivity: 'fact',
  }),
  consentPoliceIdentity: oneOf({
    ask: 'Do they agree that the police know who they are?',
    hint: 'If they do not, the police get a report without a name, an address or their story, unless somebody is in danger',
    options: answers,
    missing: 'Select if they agree that the police know who they are',
    sensitivity: 'fact',
  }),
  childTold: oneOf({
    ask: 'Have you told them what will happen?',
    options: {
      yes: 'Yes',
      no: 'Not yet',
      not_safe: 'It is not safe to tell them',
    },
    missing: 'Select if you have told them what will happen',
    sensitivity: 'fact',
  }),
}
