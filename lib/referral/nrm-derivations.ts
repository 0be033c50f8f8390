import { county } from '@/lib/county/county'
import type { AnyQuestionId } from './all-questions'

export interface NrmDerivation {
  readonly field: string
  /**
   * The questions whose answers decide it, or where else it comes from: the First Responder
   * Organisation that submits, our reference, or the First Responder alone, at the form.
   */
  readonly from: readonly AnyQuestionId[] | 'organisation' | 'reference' | 'first responder'
  readonly how: string
}

const derive = (field: string, from: NrmDerivation['from'], how: string): NrmDerivation => ({
  field,
  from,
  how,
})

const noUnknown =
  'Yes and no as they are. The form has no “I do not know”, so the First Responder asks again'
const asNotSure = 'Yes and no as they are, and “I do not know” as not-sure'
const allSigns = [
  'control',
  'signsInPerson',
  'signsInWork',
  'signsInPlace',
  'signsInChild',
  'signsDetails',
] as const
const noAddresses = 'As it is, without web addresses, which this field refuses'
const wholeAccount =
  'The account, then what was added to it. Over 15,000 characters, the First Responder shortens it'
const unlessNamed =
  'Left out of a duty to notify, unless the person agreed to be named to the police'
const ofTheResponder =
  'Of the referrer, where they are the First Responder. Else of the First Responder who submits'
const tenLines = (field: string, from: AnyQuestionId, list: string): NrmDerivation[] =>
  Array.from({ length: 10 }, (_, index) => ({
    field: `${field}-${index + 1}`,
    from: [from],
    how: `Line ${index + 1}, as the form’s list of ${list} names it${index === 0 ? ', or Unknown' : ''}`,
  }))
const address = (group: string, from: AnyQuestionId): NrmDerivation[] =>
  ['street', 'town', 'county', 'postcode'].map((part) => ({
    field: `${group}-${part}`,
    from: [from],
    how: `The ${part}, read from the address`,
  }))
const kind = (name: string, from: readonly AnyQuestionId[], how: string) =>
  derive(`types-of-exploitation-${name}`, from, how)

/**
 * How each field of the Home Office form is filled that does not simply take one answer as it is.
 * A field that is not listed takes the answer of the question whose `fills.nrm` names it.
 */
export const nrmDerivations: readonly NrmDerivation[] = [
  derive('reference', 'reference', 'Our reference, which holds no name'),
  derive(
    'user-organisation',
    'organisation',
    'The First Responder Organisation that submits the form',
  ),
  derive('fr-location', 'organisation', `England, where ${county.name} is`),
  derive(
    'pv-under-age',
    ['who'],
    'Child as yes, adult as no, may be under 18 as not-sure. A place has no form of its own',
  ),
  derive(
    'local-authority-contacted-about-child-local-authority-first-name',
    ['councilContactName'],
    'All but the last word of the name',
  ),
  derive(
    'local-authority-contacted-about-child-local-authority-last-name',
    ['councilContactName'],
    'The last word of the name',
  ),
  derive('pv-under-age-at-time-of-exploitation', ['underAgeThen'], asNotSure),
  derive('birthplace', ['birthplace'], unlessNamed),
  derive(
    'potential-victim-exploitative-situation-multiple',
    ['moreThanOnce'],
    'Yes and no as they are, and “I do not know” as i-dont-know',
  ),
  derive('were-they-taken-somewhere-by-their-exploiter', ['takenSomewhere'], noUnknown),
  derive('what-were-they-required-to-do', ['account', 'moreToTell'], wholeAccount),
  derive('how-they-were-treated', ['account', 'moreToTell'], wholeAccount),
  derive('still-in-exploitative-situation', ['stillExploited'], noUnknown),
  derive(
    'when-last-contact',
    ['recentContact', 'lastContact'],
    'Within the last week where the exploiter was in touch in that week, else the last contact',
  ),
  derive('details-last-contact', ['lastContactDetails'], noAddresses),
  derive(
    'is-this-the-first-chance-to-report',
    ['toldBefore'],
    `The form means “have they reported it before”. ${asNotSure}`,
  ),
  derive(
    'modern-slavery-indicators',
    allSigns,
    'Yes where any sign is selected or described, else no',
  ),
  derive(
    'modern-slavery-indicators-details',
    allSigns,
    'Every sign that is selected, in words, then what else was seen',
  ),
  derive(
    'where-exploitation-happened',
    ['happenedIn', 'ukTowns', 'ukOtherPlaces', 'countries', 'overseasOtherPlaces'],
    'The UK, overseas or both: where it happened, and where places are named',
  ),
  ...tenLines('where-exploitation-happened-uk-city', 'ukTowns', 'towns'),
  ...tenLines('where-exploitation-happened-overseas-country', 'countries', 'countries'),
  derive(
    'current-pv-location-uk-city',
    ['townNow'],
    'The town, or Unknown. Unknown in a duty to notify, unless the person agreed to be named',
  ),
  derive(
    'current-pv-location-uk-region',
    ['areaNow', 'regionNow'],
    `${county.name} where they are in one of its areas, else the region, or Unknown`,
  ),
  derive('are-exploiters-in-the-uk', ['exploitersInUk'], noUnknown),
  kind('forced-to-work', ['worries'], 'Where they work for little or no pay'),
  kind('wages-taken', ['worries', 'financialKinds'], 'Where their wages were taken'),
  kind(
    'forced-to-commit-fraud',
    ['worries', 'financialKinds'],
    'Where they were made to get money by lying',
  ),
  kind('prostitution', ['worries', 'sexualKinds'], 'Where they were made to sell sex as adults'),
  kind(
    'child-exploitation',
    ['worries', 'sexualKinds', 'who'],
    'Where any of it was sexual, under 18',
  ),
  kind(
    'taken-somewhere',
    ['worries', 'sexualKinds'],
    'Where they were kept and sexually assaulted',
  ),
  kind('forced-to-commit-crime', ['worries'], 'Where they were made to commit crime or to beg'),
  kind('organs-removed', ['worries'], 'Where an organ was taken'),
  kind('unpaid-household-work', ['worries'], 'Where they were made to work in somebody’s home'),
  kind(
    'other',
    ['worries', 'sexualKinds', 'financialKinds'],
    'Where a worry fits no other box, or no kind is known yet',
  ),
  derive(
    'other-exploitation-details',
    ['worries', 'sexualKinds', 'financialKinds', 'otherKind'],
    'The worries that no other box holds, in words, then what else was said about them',
  ),
  derive(
    'any-other-pvs',
    ['howMany', 'othersExploited'],
    `Yes where more than one person is affected. Else: ${asNotSure}`,
  ),
  derive('future-exploitation-concerns', ['futureRisk'], noUnknown),
  derive('reported-to-police', ['policeTold'], noUnknown),
  derive('reported-to-police-crime-reference', ['crimeReference'], unlessNamed),
  derive(
    'authorities-cooperation',
    ['helpInvestigation', 'consentNrm', 'consentPoliceIdentity'],
    'Yes makes a duty to notify carry their name. So no, if they refused and did not agree to be named',
  ),
  derive('authorities-cooperation-details', ['helpInvestigationDetails'], noAddresses),
  derive(
    'pv-want-to-submit-nrm',
    ['who', 'consentNrm'],
    'Yes if given, no if refused or withdrawn. The form sets yes for a child. Else it waits',
  ),
  derive('pv-gender', ['gender'], 'Female and male as they are, and the other two as unknown'),
  derive('pv-nationality', ['nationality'], 'As the form’s list names it, or Unknown'),
  derive(
    'pv-contact-details',
    ['contactChannels'],
    'Email and post, where they were selected as safe',
  ),
  derive(
    'pv-contact-details-email-check',
    ['contactChannels'],
    'Ticked, because only safe ways were asked for. The First Responder checks again',
  ),
  ...address('pv-contact-details', 'contactAddress'),
  derive(
    'pv-contact-details-post-check',
    ['contactChannels'],
    'Ticked, because only safe ways were asked for. The First Responder checks again',
  ),
  derive('does-pv-need-support', ['wantsSupport'], noUnknown),
  derive(
    'pv-phone-number',
    ['contactChannels', 'trustedPhone'],
    'Yes where a call or a text is safe, the alternative where somebody trusted is, else no',
  ),
  derive(
    'pv-phone-number-yes',
    ['contactPhone', 'contactText'],
    'The number that is safe to call, else the one that is safe to text',
  ),
  derive(
    'no-contact-details',
    ['contactThrough', 'contactNotes'],
    'How else to reach them, and what must not happen',
  ),
  derive(
    'pv-dob',
    ['dateOfBirth'],
    'Only where day, month and year are known. A part of a date goes with the background',
  ),
  derive('does-pv-have-children', ['hasChildren'], noUnknown),
  derive('pv-interpreter-requirements', ['interpreter'], noUnknown),
  derive('pv-other-help-with-communication', ['communicationHelp'], noUnknown),
  derive(
    'pv-other-help-with-communication-aid',
    ['communicationAids', 'communicationOther'],
    'The help that is selected, in words, then what else would help',
  ),
  derive('pv-ho-reference', ['homeOfficeReference'], 'Yes where a number is given, else no'),
  derive(
    'someone-else',
    ['decisionContactEmail', 'decisionContactAddress'],
    'Email and post, where an address of that kind is given',
  ),
  derive('someone-else-first-name', ['decisionContactName'], 'All but the last word of the name'),
  derive('someone-else-last-name', ['decisionContactName'], 'The last word of the name'),
  ...address('someone-else', 'decisionContactAddress'),
  derive(
    'someone-else-permission-check',
    ['decisionContactAgreed'],
    'Ticked where the person agreed. The form cannot be sent otherwise',
  ),
  derive(
    'fr-details-first-name',
    ['referrerName'],
    `All but the last word of the name. ${ofTheResponder}`,
  ),
  derive('fr-details-last-name', ['referrerName'], `The last word of the name. ${ofTheResponder}`),
  derive('fr-details-role', ['referrerRole'], ofTheResponder),
  derive('fr-details-phone', ['referrerPhone'], ofTheResponder),
  derive('fr-alternative-contact', ['colleagueEmail'], ofTheResponder),
  derive('upload-file', 'first responder', 'Evidence is added by the First Responder at the form'),
  derive(
    'what-evidence-you-will-submit',
    'first responder',
    'Described by the First Responder at the form, once evidence is added',
  ),
]
