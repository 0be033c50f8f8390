import { nationalities } from '@/lib/referral/nationalities'

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

const tongues = byName(languages)

/** The ISO 639-2 code of a language as it was typed; `undefined` where it is not one that we know. */
export const languageCodeOf = (typed: string): string | undefined => tongues.get(key(typed))

/** Every code that an export may hold, by the list that it comes from. */
export const knownCodes = {
  'ISO 3166': Object.keys(nationalities),
  'ISO 639-2': Object.keys(languages),
} as const
