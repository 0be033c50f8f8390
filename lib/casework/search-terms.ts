import anyAscii from 'any-ascii'
import { doubleMetaphone } from 'double-metaphone'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { one, type RawAnswers } from '@/lib/journey/question'
import type { AnyQuestionId } from '@/lib/referral/all-questions'

export type TermKind = 'name' | 'sound' | 'phone' | 'place' | 'postcode'

/** One thing to find a referral by, spelled as every spelling of it is. */
export interface SearchTerm {
  readonly kind: TermKind
  readonly spelling: string
  /** The word that it was made from: several terms of one word count once. */
  readonly word: string
}

/** The answers that a referral is found by. */
const searched = {
  names: ['givenNames', 'familyName', 'nickname'],
  phones: ['contactPhone', 'contactText', 'contactThrough'],
  places: ['placeNow', 'contactAddress', 'townNow'],
} as const satisfies Readonly<Record<string, readonly AnyQuestionId[]>>

const shortest = { name: 2, sound: 2, consonants: 3, phone: 6, place: 3 } as const

/** Words that most addresses have. */
const commonWords = new Set(
  `above and avenue behind below close drive flat floor from garden gardens near next opposite
  house lane off road street the under unit way with`.split(/\s+/),
)

const apostrophe = /['’‘ʼ\u02bb\u02bf`´]/
const postcode = /\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b/gi
const phoneNumber = /\+?\(?\d[\d\s().-]{4,}\d/g

/**
 * The words of a text of any script in plain Latin letters and digits. One with an apostrophe is
 * spelled without it and is its parts as well: O'Connell is `oconnell`, `o` and `connell`.
 */
const spellings = (text: string) =>
  text
    .replace(/\p{Cf}/gu, '')
    .split(/[^\p{L}\p{M}\p{N}'’‘ʼ\u02bb\u02bf`´]+/u)
    .flatMap((word) => {
      const parts = word.split(apostrophe)
      return [...new Set([parts.join(''), ...parts])].map((part) => ({
        word: word.toLowerCase(),
        spelling: anyAscii(part)
          .toLowerCase()
          .replace(/[^a-z0-9]/g, ''),
      }))
    })

/**
 * A word's consonants: scripts that write no vowels give the same as Latin letters that do, and so do
 * the many ways to write one name. `mhmd` is Mohammed, Muhammad and محمد. A consonant on both sides of
 * a vowel may be written once, so that there is a second reading: `ttn` and `tn` are Tetiana.
 */
const consonantsOf = (word: string) => {
  const once = (text: string) => text.replace(/(.)\1+/g, '$1')
  const consonants = once(word)
    .replace(/[aeiouwy]/g, '')
    .replace(/(?<=.)h$/, '')
  return [consonants, once(consonants)].filter(({ length }) => length >= shortest.consonants)
}

/** How a word sounds: its double metaphone codes, in capitals, and its consonants. */
const soundsOf = (word: string) =>
  new Set([
    ...doubleMetaphone(word).filter(({ length }) => length >= shortest.sound),
    ...consonantsOf(word),
  ])

const inNames = (text: string): SearchTerm[] =>
  spellings(text)
    .filter(({ spelling }) => spelling.length >= shortest.name && /[a-z]/.test(spelling))
    .flatMap(({ word, spelling }) => [
      { kind: 'name', spelling, word } as const,
      ...[...soundsOf(spelling)].map(
        (sound) => ({ kind: 'sound', spelling: sound, word }) as const,
      ),
    ])

/** Each number with its country's code, as it is dialled at home, and as typed; without zeros in front. */
const inPhones = (text: string): SearchTerm[] =>
  [...anyAscii(text).matchAll(phoneNumber)].flatMap(([typed]) => {
    const read = parsePhoneNumberFromString(typed, 'GB')
    const digits = [read?.number, read?.nationalNumber, typed].map((number) =>
      (number ?? '').replace(/\D/g, '').replace(/^0+/, ''),
    )
    return [...new Set(digits)]
      .filter((spelling) => spelling.length >= shortest.phone)
      .map((spelling) => ({ kind: 'phone', spelling, word: typed }) as const)
  })

const inPlaces = (text: string): SearchTerm[] => [
  ...[...text.matchAll(postcode)].map(([word, outward = '', inward = '']) => ({
    kind: 'postcode' as const,
    spelling: (outward + inward).toLowerCase(),
    word,
  })),
  ...spellings(text.replace(postcode, ' '))
    .filter(({ spelling }) => spelling.length >= shortest.place && !commonWords.has(spelling))
    .map(({ word, spelling }) => ({ kind: 'place', spelling, word }) as const),
]

/** What a search may mean: the same words as a name, as a phone number and as a place. */
export const termsOfSearch = (typed: string): SearchTerm[] => [
  ...inNames(typed),
  ...inPhones(typed),
  ...inPlaces(typed),
]

/**
 * What a referral is found by.
 * @param typed its answers as they were typed
 * @param personIdentified whether it is about a person: the tip about a place has no names
 */
export const termsOfAnswers = (typed: RawAnswers, personIdentified: boolean): SearchTerm[] => {
  const textOf = (ids: readonly AnyQuestionId[]) => ids.map((id) => one(typed[id] ?? '')).join('\n')
  return [
    ...(personIdentified ? inNames(textOf(searched.names)) : []),
    ...inPhones(textOf(searched.phones)),
    ...inPlaces(textOf(searched.places)),
  ]
}
