import {
  filling,
  joined,
  listed,
  partsOfName,
  tick,
  type Filled,
  type Filling,
  type Given,
} from '../filling'
import { postalAddressOf, type PostalAddress } from '../postal-address'

const ofTheResponder =
  'Of the referrer, where they are the First Responder. Else of the First Responder who submits'
const checkAgain = 'Ticked, because only safe ways were asked for. The First Responder checks again'

const ways = ({ answers: { contactChannels = [] } }: Given) =>
  (['email', 'post'] as const).filter((way) => contactChannels.includes(way))

const group = (chosen: readonly string[]): Filled => ({
  value: chosen.length > 0 ? chosen : undefined,
})

const phone = ({ answers: { contactChannels = [], trustedPhone } }: Given): Filled => {
  if (contactChannels.includes('phone') || contactChannels.includes('text')) return { value: 'yes' }
  if (trustedPhone !== undefined) return { value: 'pv-alternative-number' }
  return contactChannels.length === 0 || contactChannels.includes('unknown')
    ? { note: 'Nobody knows yet how it is safe to contact them' }
    : { value: 'no' }
}

const address = (
  of: string,
  from: 'contactAddress' | 'decisionContactAddress',
): readonly Filling[] =>
  (['street', 'town', 'county', 'postcode'] as const).map((part: keyof PostalAddress) =>
    filling(`${of}-${part}`, [from], `The ${part}, read from the address`, ({ answers, form }) => {
      const typed = answers[from]
      if (typed === undefined) return {}
      const isCounty = (line: string) => listed(form, 'regions', line) !== undefined
      return { value: postalAddressOf(typed, isCounty)[part] }
    }),
  )

const safe = (way: 'email' | 'post') =>
  filling(`pv-contact-details-${way}-check`, ['contactChannels'], checkAgain, (given) => ({
    ...tick(ways(given).includes(way)),
    note: 'Check again that it is safe, before you tick it',
  }))

const byFirstResponder: Filled = { note: 'Only the First Responder who submits the form can say' }

/** How to reach the person, whoever gets the decision, and the First Responder. */
export const contact: readonly Filling[] = [
  filling(
    'pv-phone-number',
    ['contactChannels', 'trustedPhone'],
    'Yes where a call or a text is safe, the alternative where somebody trusted is, else no',
    phone,
  ),
  filling(
    'pv-phone-number-yes',
    ['contactPhone', 'contactText'],
    'The number that is safe to call, else the one that is safe to text',
    ({ answers: { contactPhone, contactText } }) =>
      contactPhone === undefined && contactText !== undefined
        ? { value: contactText, note: 'Only text messages are safe' }
        : { value: contactPhone },
  ),
  filling(
    'no-contact-details',
    ['contactThrough', 'contactNotes'],
    'How else to reach them, and what must not happen',
    ({ answers }) => ({ value: joined([answers.contactThrough, answers.contactNotes]) }),
  ),
  filling(
    'pv-contact-details',
    ['contactChannels'],
    'Email and post, where they were selected as safe',
    (given) => group(ways(given)),
  ),
  safe('email'),
  ...address('pv-contact-details', 'contactAddress'),
  safe('post'),
  filling(
    'someone-else',
    ['decisionContactEmail', 'decisionContactAddress'],
    'Email and post, where an address of that kind is given',
    ({ answers }) =>
      group([
        ...(answers.decisionContactEmail === undefined ? [] : ['email']),
        ...(answers.decisionContactAddress === undefined ? [] : ['post']),
      ]),
  ),
  filling(
    'someone-else-first-name',
    ['decisionContactName'],
    'All but the last word of the name',
    ({ answers }) => ({ value: partsOfName(answers.decisionContactName).first }),
  ),
  filling(
    'someone-else-last-name',
    ['decisionContactName'],
    'The last word of the name',
    ({ answers }) => ({ value: partsOfName(answers.decisionContactName).last }),
  ),
  ...address('someone-else', 'decisionContactAddress'),
  filling(
    'someone-else-permission-check',
    ['decisionContactAgreed'],
    'Ticked where the person agreed. The form cannot be sent otherwise',
    ({ answers }) =>
      answers.decisionContactAgreed === 'yes'
        ? tick(true)
        : { note: 'The form cannot be sent until the person agrees to this' },
  ),
  filling(
    'fr-details-first-name',
    ['referrerName'],
    `All but the last word. ${ofTheResponder}`,
    ({ facts }) => ({
      value: partsOfName(facts.responder?.name).first,
    }),
  ),
  filling(
    'fr-details-last-name',
    ['referrerName'],
    `The last word. ${ofTheResponder}`,
    ({ facts }) => ({
      value: partsOfName(facts.responder?.name).last,
    }),
  ),
  filling('fr-details-role', ['referrerRole'], ofTheResponder, ({ facts }) => ({
    value: facts.responder?.role,
  })),
  filling('fr-details-phone', ['referrerPhone'], ofTheResponder, ({ facts }) => ({
    value: facts.responder?.phone,
  })),
  filling('fr-alternative-contact', ['colleagueEmail'], ofTheResponder, ({ facts }) => ({
    value: facts.responder?.colleagueEmail,
  })),
  filling(
    'upload-file',
    'first responder',
    'Evidence is added by the First Responder at the form',
    ({ facts: { evidence } }) =>
      evidence === 0 ? {} : { value: `${evidence} kept with the case: add those that may go` },
  ),
  filling(
    'what-evidence-you-will-submit',
    'first responder',
    'Described by the First Responder at the form, once evidence is added',
    () => byFirstResponder,
  ),
]
