/** Nationalities as people say them in English, by ISO 3166 code: those met most often in referrals. */
export const nationalities: Readonly<Record<string, string>> = {
  ...{ AF: 'Afghan', AL: 'Albanian', DZ: 'Algerian', AO: 'Angolan', BD: 'Bangladeshi' },
  ...{ BR: 'Brazilian', GB: 'British', BG: 'Bulgarian', CM: 'Cameroonian', TD: 'Chadian' },
  ...{ CN: 'Chinese', CO: 'Colombian', CD: 'Congolese', CZ: 'Czech', EG: 'Egyptian' },
  ...{ ER: 'Eritrean', EE: 'Estonian', ET: 'Ethiopian', FR: 'French', GM: 'Gambian' },
  ...{ DE: 'German', GH: 'Ghanaian', GR: 'Greek', GN: 'Guinean', HU: 'Hungarian' },
  ...{ IN: 'Indian', ID: 'Indonesian', IR: 'Iranian', IQ: 'Iraqi', IE: 'Irish' },
  ...{ IT: 'Italian', CI: 'Ivorian', JM: 'Jamaican', KE: 'Kenyan', KW: 'Kuwaiti' },
  ...{ LV: 'Latvian', LB: 'Lebanese', LY: 'Libyan', LT: 'Lithuanian', MW: 'Malawian' },
  ...{ MY: 'Malaysian', ML: 'Malian', MR: 'Mauritanian', MX: 'Mexican', MD: 'Moldovan' },
  ...{ MA: 'Moroccan', MM: 'Burmese', NA: 'Namibian', NP: 'Nepali', NE: 'Nigerien' },
  ...{ NG: 'Nigerian', KP: 'North Korean', PK: 'Pakistani', PS: 'Palestinian', PH: 'Filipino' },
  ...{ PL: 'Polish', PT: 'Portuguese', RO: 'Romanian', RU: 'Russian', RW: 'Rwandan' },
  ...{ SN: 'Senegalese', SL: 'Sierra Leonean', SK: 'Slovak', SO: 'Somali', ZA: 'South African' },
  ...{ SS: 'South Sudanese', ES: 'Spanish', LK: 'Sri Lankan', SD: 'Sudanese', SY: 'Syrian' },
  ...{ TW: 'Taiwanese', TZ: 'Tanzanian', TH: 'Thai', TN: 'Tunisian', TR: 'Turkish' },
  ...{ UG: 'Ugandan', UA: 'Ukrainian', VN: 'Vietnamese', YE: 'Yemeni', ZM: 'Zambian' },
  ...{ ZW: 'Zimbabwean' },
}

/** What else people write: the nations of the United Kingdom, and countries by another name. */
const alsoCalled: Readonly<Record<string, readonly string[]>> = {
  GB: ['UK', 'Great Britain', 'British citizen', 'English', 'Scottish', 'Welsh', 'Northern Irish'],
  CD: ['Congo', 'DRC', 'Democratic Republic of the Congo'],
  CI: ['Ivory Coast'],
  CZ: ['Czech Republic'],
  IE: ['Republic of Ireland'],
  MM: ['Myanmar', 'Burma'],
  PS: ['Palestine'],
  TR: ['Turkey'],
}

const countryNames = new Intl.DisplayNames('en-GB', { type: 'region' })

/** A nationality as it is compared: without capitals, marks and whatever stands around it. */
const key = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/[\p{M}.]/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, ' ')
    .trim()

const codes = new Map(
  Object.entries(nationalities).flatMap(([code, name]) =>
    [name, countryNames.of(code) ?? name, ...(alsoCalled[code] ?? [])].map(
      (said) => [key(said), code] as const,
    ),
  ),
)

/**
 * The ISO 3166 code of a nationality as it was typed, by its name or by that of its country; `undefined`
 * where it is not one that we know.
 */
export const countryCodeOf = (typed: string): string | undefined => codes.get(key(typed))
