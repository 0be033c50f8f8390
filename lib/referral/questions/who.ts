import { oneOf, wholeNumber } from '@/lib/journey/kinds'

export const who = {
  who: oneOf({
    ask: 'Who are you worried about?',
    options: {
      adult: 'An adult',
      child: 'A child under 18',
      uncertain: {
        label: 'Someone who may be under 18',
        hint: 'Their age is in doubt, so they are treated as a child until it is settled',
      },
      place: {
        label: 'A place, or people nobody has met',
        hint: 'For example a house, a car wash or a nail bar',
      },
    },
    missing: 'Select who you are worried about',
    sensitivity: 'fact',
    fills: { nrm: 'pv-under-age' },
  }),
  placeAges: oneOf({
    ask: 'Do they seem to be adults?',
    options: {
      adults: 'Yes, all adults',
      maybeChildren: 'Some may be under 18',
      unknown: 'I do not know',
    },
    missing: 'Select if they seem to be adults',
    sensitivity: 'fact',
  }),
  howMany: wholeNumber({
    ask: 'How many people may be affected?',
    hint: 'Count everyone, including this person, or leave it empty if you do not know',
    called: 'How many people',
    from: 1,
    to: 999,
    sensitivity: 'fact',
  }),
}
