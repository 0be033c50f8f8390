/** Nationalities as people say them in English, by ISO 3166 code: those met most often in referrals. */
const nationalities: Readonly<Record<string, string>> = {
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

/** Languages as people say them in English, by ISO 639-2 code. */
const languages: Readonly<Record<string, string>> = {
  ...{ sqi: 'Albanian', amh: 'Amharic', ara: 'Arabic', hye: 'Armenian', aze: 'Azerbaijani' },
  ...{ ben: 'Bengali', bul: 'Bulgarian', mya: 'Burmese', zho: 'Chinese', ces: 'Czech' },
  ...{ eng: 'English', est: 'Estonian', fas: 'Farsi', fra: 'French', ful: 'Fula' },
  ...{ kat: 'Georgian', deu: 'German', ell: 'Greek', guj: 'Gujarati', hau: 'Hausa' },
  ...{ heb: 'Hebrew', hin: 'Hindi', hun: 'Hungarian', ibo: 'Igbo', ind: 'Indonesian' },
  ...{ ita: 'Italian', kor: 'Korean', kur: 'Kurdish', lav: 'Latvian', lin: 'Lingala' },
  ...{ lit: 'Lithuanian', msa: 'Malay', mal: 'Malayalam', mon: 'Mongolian', nep: 'Nepali' },
  ...{ orm: 'Oromo', pan: 'Punjabi', pus: 'Pashto', pol: 'Polish', por: 'Portuguese' },
  ...{ ron: 'Romanian', rom: 'Romani', rus: 'Russian', srp: 'Serbian', sin: 'Sinhala' },
  ...{ slk: 'Slovak', som: 'Somali', spa: 'Spanish', swa: 'Swahili', tgl: 'Tagalog' },
  ...{ tam: 'Tamil', tel: 'Telugu', tha: 'Thai', tir: 'Tigrinya', tur: 'Turkish' },
  ...{ ukr: 'Ukrainian', urd: 'Urdu', vie: 'Vietnamese', wol: 'Wolof', yor: 'Yoruba' },
}

const key = (text: string) => text.trim().toLowerCase()
const byName = (table: Readonly<Record<string, string>>) =>
  new Map(Object.entries(table).map(([code, name]) => [key(name), code]))

const countries = byName(nationalities)
const tongues = byName(languages)

/** The ISO 3166 code of a nationality as it was typed; `undefined` where it is not one that we know. */
export const countryCodeOf = (typed: string): string | undefined => countries.get(key(typed))

/** The ISO 639-2 code of a language as it was typed; `undefined` where it is not one that we know. */
export const languageCodeOf = (typed: string): string | undefined => tongues.get(key(typed))

/** Every code that an export may hold, by the list that it comes from. */
export const knownCodes = {
  'ISO 3166': Object.keys(nationalities),
  'ISO 639-2': Object.keys(languages),
} as const
