import { anyOf, email, longText, oneOf, partialDate, phone, text } from '@/lib/journey/kinds'
import { yesNoUnknown } from './choices'

const about = 'person'

export const person = {
  givenNames: text({
    ask: 'Given names',
    called: 'Given names',
    sensitivity: 'identity',
    about,
    fills: { nrm: 'pv-name-first-name', htcds: 'prs_FirstName' },
  }),
  familyName: text({
    ask: 'Family name',
    hint: 'Leave it empty if they use one name, or if you do not know',
    called: 'Family name',
    sensitivity: 'identity',
    about,
    fills: { nrm: 'pv-name-last-name', htcds: 'prs_SecondName' },
  }),
  dateOfBirth: partialDate({
    ask: 'Date of birth',
    hint: 'For example, 27 3 2007, or a year alone',
    called: 'Date of birth',
    from: 1900,
    sensitivity: 'identity',
    about,
    fills: { nrm: 'pv-dob', htcds: 'prs_Birthdate' },
  }),
  language: text({
    ask: 'Language they speak best',
    called: 'Language',
    sensitivity: 'need',
    about,
    fills: { nrm: 'pv-interpreter-requirements-language', htcds: 'prs_PrimaryLanguage' },
  }),
  interpreter: yesNoUnknown({
    ask: 'Do they need an interpreter?',
    hint: 'Never a friend, a relative or someone who came with them',
    sensitivity: 'need',
    fills: { nrm: 'pv-interpreter-requirements' },
  }),
  contactChannels: anyOf({
    ask: 'How is it safe to contact them?',
    hint: 'Select all that are safe, because the exploiter may see their phone or their post',
    options: {
      phone: 'Phone call',
      text: 'Text message',
      email: 'Email',
      post: 'Letter',
      through: 'Through somebody they trust',
      unknown: 'I do not know',
      none: 'There is no safe way',
    },
    missing: 'Select how it is safe to contact them, or “I do not know”',
    sensitivity: 'contact',
  }),
  contactPhone: phone({
    ask: 'Phone number that is safe to call',
    called: 'Phone number that is safe to call',
    missing: 'Enter the phone number that is safe to call',
    sensitivity: 'contact',
    about,
    fills: { nrm: 'pv-phone-number-yes', htcds: 'prs_MobilePhone' },
  }),
  contactText: phone({
    ask: 'Phone number that is safe to text',
    called: 'Phone number that is safe to text',
    missing: 'Enter the phone number that is safe to text',
    sensitivity: 'contact',
    about,
  }),
  contactEmail: email({
    ask: 'Email address that is safe',
    called: 'Email address',
    missing: 'Enter the email address that is safe',
    sensitivity: 'contact',
    about,
    fills: { nrm: 'pv-contact-details-email-input', htcds: 'prs_Email' },
  }),
  contactAddress: longText({
    ask: 'Address that is safe to write to',
    called: 'Address that is safe to write to',
    missing: 'Enter the address that is safe to write to',
    limit: 1_000,
    sensitivity: 'contact',
    about,
  }),
  contactThrough: text({
    ask: 'Who, and how to reach them',
    called: 'Who, and how to reach them',
    missing: 'Enter who they trust and how to reach them',
    limit: 500,
    sensitivity: 'contact',
    about,
  }),
  contactNotes: longText({
    ask: 'When is it safe, what to say, and who must not know',
    called: 'When is it safe, what to say, and who must not know',
    limit: 2_000,
    sensitivity: 'contact',
    about,
  }),
  earlier: oneOf({
    ask: 'Has anyone referred them before?',
    options: {
      no: 'No',
      earlier: 'Yes',
      nrm: {
        label: 'Yes, and the Home Office already has a referral about this',
        hint: 'A National Referral Mechanism (NRM) referral was sent for the same exploitation',
      },
      unknown: 'I do not know',
    },
    missing: 'Select if anyone has referred them before',
    sensitivity: 'fact',
  }),
}
