import anyAscii from 'any-ascii'
import { termsOfSearch, type TermKind } from '@/lib/casework/search-terms'
import { county } from '@/lib/county/county'
import { isCommonWord } from './common-words'

/** What in a text may say who or where somebody is. */
export const warningKinds = {
  name: 'The name of somebody in this case',
  sounds_like: 'Sounds like the name of somebody in this case',
  place: 'A place that this case names',
  county_place: `A place in ${county.name}`,
  email: 'An email address, or the name of an account',
  web: 'A web address',
  postcode: 'A postcode, or a part of one',
  date: 'A date',
  plate: 'The number plate of a vehicle',
  phone: 'A phone number',
  number: 'A number that may belong to one person',
  capital: 'May be a name',
  script: 'Is in a script that this check does not know: have somebody read it who does',
} as const

export type WarningKind = keyof typeof warningKinds

export interface TextWarning {
  readonly kind: WarningKind
  /** As it stands in the text. */
  readonly found: string
}

/** What is known of a case, as far as whoever looks may see it. */
export interface Known {
  readonly names: readonly string[]
  readonly places: readonly string[]
}

interface Span extends TextWarning {
  readonly start: number
  readonly end: number
}

const months =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'

/** What has a shape of its own. Repeats are bounded, so that no text takes long. */
const shapes: readonly (readonly [WarningKind, RegExp])[] = [
  ['email', /[^\s@]{0,64}@[^\s@]{1,255}/gu],
  ['web', /\b(?:[a-z][a-z0-9+-]{1,20}:\/\/|www\d{0,3}\.)\S{1,500}/giu],
  ['web', /\b(?:[a-z0-9-]{2,63}\.){1,4}(?:com|org|net|uk|test|io|me|co|info)\b/giu],
  ['postcode', /\b[A-Z]{1,2}\d[A-Z\d]?\s{0,3}\d[A-Z]{2}\b/giu],
  ['date', /\b\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{1,4}\b/gu],
  [
    'date',
    new RegExp(
      `\\b\\d{1,2}(?:st|nd|rd|th)?\\s{1,3}(?:of\\s{1,3})?(?:${months})\\b(?:,?\\s{1,3}\\d{2,4}\\b)?`,
      'giu',
    ),
  ],
  [
    'date',
    new RegExp(
      `\\b(?:${months})\\b,?\\s{1,3}\\d{1,4}(?:st|nd|rd|th)?\\b(?:,?\\s{1,3}\\d{2,4}\\b)?`,
      'giu',
    ),
  ],
  ['plate', /\b[A-Z]{2}\d{2}\s?[A-Z]{3}\b/giu],
  [
    'plate',
    /\b(?:[A-Z]{2}\s?\d{2}\s?[A-Z]{3}|[A-Z]\d{1,3}\s?[A-Z]{3}|[A-Z]{3}\s?\d{1,4}[A-Z]?)\b/gu,
  ],
  ['phone', /\+?\(?\d[\d\s().-]{4,40}\d/gu],
  ['number', /\b[\p{L}\d]*(?:[/-]?\d){5,}[\p{L}\d]*\b/gu],
  ['number', /\b(?:\p{L}{1,10}\d{3,}|\d{3,}\p{L}{1,10})[\p{L}\d]{0,20}\b/gu],
  ['postcode', /\b[A-Z]{1,2}\d[A-Z\d]?\b/gu],
  ['date', /\b\d{1,2}\/\d{1,2}\b/gu],
]

const written = (name: string) =>
  name
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/['’]/g, "['’]?")
    .replace(/\s+/g, '\\s{1,3}')

const countyPlaces = new RegExp(
  `(?<![\\p{L}\\d])(?:${[...county.areas.map(({ name }) => name), ...county.towns, county.name]
    .toSorted((one, other) => other.length - one.length)
    .map(written)
    .join('|')})(?![\\p{L}\\d])`,
  'giu',
)

/** Letters that are neither large nor small, as far as no other letter stands between them. */
const otherScript = /\p{Lo}[\p{Lo}\p{Lm}\p{M}\s\p{P}]*/gu
const word = /[\p{L}\p{M}][\p{L}\p{M}\p{N}'’‘ʼ`´-]*/gu

const spansOf = (kind: WarningKind, pattern: RegExp, text: string): readonly Span[] =>
  [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
    kind,
    found: found.trim(),
    start: index,
    end: index + found.length,
  }))

const spellingsIn = (text: string, kind: TermKind) =>
  termsOfSearch(text).flatMap((term) => (term.kind === kind ? [term.spelling] : []))

const spellings = (texts: readonly string[], kind: TermKind): ReadonlySet<string> =>
  new Set(texts.flatMap((text) => spellingsIn(text, kind)))

/** A sound that many words of the language have says little of one that is written small. */
const telling = 3

/** What a word may give away by itself: who it is called, or how it sounds, or where it is. */
const readerOfWords = ({ names, places }: Known) => {
  const known = {
    name: spellings([...names, ...names.map((name) => name.replace(/\s+/g, ''))], 'name'),
    sound: spellings(names, 'sound'),
    place: spellings(places, 'place'),
  }
  const isLarge = (found: string) => /^\P{L}*[\p{Lu}\p{Lt}]/u.test(found)
  const isSound = (found: string) =>
    spellingsIn(found, 'sound').some(
      (sound) => known.sound.has(sound) && (!/^\p{Ll}/u.test(found) || sound.length >= telling),
    )
  return (found: string): WarningKind | undefined => {
    if (spellingsIn(found, 'name').some((one) => known.name.has(one))) return 'name'
    if (spellingsIn(found, 'place').some((one) => known.place.has(one))) return 'place'
    if (isCommonWord(found)) return undefined
    if (isSound(found)) return 'sounds_like'
    return isLarge(found) ? 'capital' : undefined
  }
}

const inWords = (text: string, known: Known): readonly Span[] => {
  const read = readerOfWords(known)
  const seen = new Map<string, WarningKind | undefined>()
  return spansOf('capital', word, text).flatMap((span) => {
    if (!seen.has(span.found)) seen.set(span.found, read(span.found))
    const kind = seen.get(span.found)
    return kind ? [{ ...span, kind }] : []
  })
}

const order = Object.keys(warningKinds)

/** Without what lies whole in something else that was found: that is said already. */
const outermost = (spans: readonly Span[]): readonly Span[] => {
  let reached = 0
  return spans
    .toSorted(
      (one, other) =>
        one.start - other.start ||
        other.end - one.end ||
        order.indexOf(one.kind) - order.indexOf(other.kind),
    )
    .filter(({ end }) => {
      if (end <= reached) return false
      reached = end
      return true
    })
}

/**
 * What in a text may say who somebody is or where they can be found: names, places, dates, numbers.
 * It helps whoever reads the text and replaces nobody: a name that is written small and that nobody
 * knows is not found.
 * @param text as it would leave
 * @param known what the case itself says of names and places
 * @returns each thing once, in the order in which it stands in the text; where a thing is several, as
 * what says most
 */
export const warnOf = (text: string, known: Known): readonly TextWarning[] => {
  const plain = text.normalize('NFC').replace(/\p{Nd}/gu, (digit) => anyAscii(digit))
  const spans = outermost([
    ...shapes.flatMap(([kind, pattern]) => spansOf(kind, pattern, plain)),
    ...spansOf('county_place', countyPlaces, plain),
    ...inWords(plain, known),
  ])
  // A name in it is a warning of its own.
  const scripts = spansOf('script', otherScript, plain).filter(
    ({ start, end }) => !spans.some((one) => one.start === start && one.end === end),
  )
  const all = [...spans, ...scripts].toSorted((one, other) => one.start - other.start)
  const once = new Map(all.map(({ kind, found }) => [`${kind}:${found}`, { kind, found }]))
  return [...once.values()]
}
