import { longText, text } from '@/lib/journey/kinds'

const about = 'person'

export const places = {
  ukTowns: longText({
    ask: 'Towns or cities in the UK where it happened',
    hint: 'Put each one on a line of its own, 10 at most',
    called: 'Towns or cities in the UK',
    limit: 1_000,
    sensitivity: 'account',
    about,
    fills: { htcds: 'hte_City' },
  }),
  ukOtherPlaces: longText({
    ask: 'Other things that you know about these places',
    hint: 'For example an address, a business name or a farm',
    called: 'Other things about these places',
    sensitivity: 'account',
    about,
    fills: { nrm: 'where-exploitation-happened-other-uk-other-location' },
  }),
  countries: longText({
    ask: 'Countries outside the UK where it happened',
    hint: 'Put each one on a line of its own, 10 at most, or leave it empty if there are none',
    called: 'Countries outside the UK',
    limit: 1_000,
    sensitivity: 'account',
    about,
    fills: { htcds: 'hte_Country' },
  }),
  overseasOtherPlaces: longText({
    ask: 'Towns or other places in these countries',
    called: 'Places in these countries',
    sensitivity: 'account',
    about,
    fills: { nrm: 'where-exploitation-happened-other-overseas-other-location' },
  }),
  townNow: text({
    ask: 'Which town or city are they in now?',
    hint: 'The name of the town is enough, because it decides which police force is told',
    called: 'Town or city',
    sensitivity: 'contact',
    about,
    fills: { nrm: 'current-pv-location-uk-city', htcds: 'prs_MailingCity' },
  }),
  regionNow: text({
    ask: 'Which county or region are they in now?',
    called: 'County or region',
    sensitivity: 'contact',
    about,
    fills: { nrm: 'current-pv-location-uk-region', htcds: 'prs_MailingState' },
  }),
}
