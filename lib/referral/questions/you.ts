import { email, phone, text } from '@/lib/journey/kinds'

const about = 'referrer'

export const you = {
  referrerName: text({
    ask: 'Your name',
    reads: 'Name of the referrer',
    called: 'Your name',
    missing: 'Enter your name',
    sensitivity: 'fact',
    about,
    autocomplete: 'name',
    fills: { nrm: ['fr-details-first-name', 'fr-details-last-name'] },
  }),
  referrerRole: text({
    ask: 'Your job',
    reads: 'Job of the referrer',
    called: 'Your job',
    missing: 'Enter your job',
    sensitivity: 'fact',
    about,
    autocomplete: 'organization-title',
    fills: { nrm: 'fr-details-role' },
  }),
  referrerPhone: phone({
    ask: 'Your work phone number',
    reads: 'Work phone number of the referrer',
    hint: 'We call you, not the person, if something is unclear',
    called: 'Your work phone number',
    missing: 'Enter your work phone number',
    sensitivity: 'fact',
    about,
    autocomplete: 'tel',
    fills: { nrm: 'fr-details-phone' },
  }),
  colleagueEmail: email({
    ask: 'Work email of a colleague, for when you are away',
    reads: 'Work email of a colleague, for when the referrer is away',
    called: 'Work email of a colleague',
    sensitivity: 'fact',
    about,
    fills: { nrm: 'fr-alternative-contact' },
  }),
}
