import type { EventType } from '@/lib/audit/events'
import { openingReasonInWords } from '@/lib/casework/entry'
import { isSharePurpose, sharePurposes } from '@/lib/casework/shares'
import { happened, linesOf } from '@/lib/casework/timeline-words'
import { isAction, transitionOf } from '@/lib/casework/transitions'
import { bases, isBasis } from '@/lib/consent/bases'
import { isPurpose, purposeInWords } from '@/lib/consent/purposes'
import { attemptWords } from '@/lib/contact/attempts'
import { channels, isChannel } from '@/lib/contact/channels'
import { planForm } from '@/lib/contact/plan-form'
import type { FileWords } from '@/lib/evidence/evidence'
import { kinds, type Kind } from '@/lib/evidence/kinds'
import { summary, walk } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import { londonDay, showDay } from '@/lib/wording/london-time'
import type { HeldAnswer, Section } from './held'

/** Something that was written of a person while their case was worked, opened. */
export interface Written {
  readonly place: string
  /** What it is, in codes of its place. */
  readonly source: string
  readonly part: string
  readonly codes: Readonly<Record<string, unknown>>
  readonly id: string
  readonly at: Date
  /** What was typed; `null` where nothing was. */
  readonly words: unknown
}

interface PlaceOfWords {
  readonly section: Section
  /** What it is, as its heading. */
  readonly called: (written: Written) => string
  /** What it says, where that is not the words as they were typed. */
  readonly shown?: (written: Written) => string
}

const purposeOf = (purpose: string) => (isPurpose(purpose) ? purposeInWords(purpose) : purpose)
const basisOf = (basis: string) => (isBasis(basis) ? bases[basis].label : basis)
const textOf = (words: unknown) =>
  linesOf(words)
    .map(([name, text]) => (/^[A-Z]/.test(name) ? `${name}: ${text}` : text))
    .join('\n')

/** Acts that are no transitions of an item. */
const otherActs: Readonly<Record<string, EventType>> = {
  note: 'note.written',
  conference: 'conference.recorded',
  outcome: 'outcome.recorded',
  duty_settled: 'duty.settled',
  corrected: 'answer.corrected',
  route_outside: 'case.sent_outside',
}

const actOf = ({ source, part, codes }: Written) => {
  const event = isAction(source) ? transitionOf(source).event : (otherActs[source] ?? source)
  return happened({ event, queue: part, detail: { action: source, ...codes } })
}

const planOf = ({ words, at }: Written) =>
  summary(planForm, walk(planForm, words as RawAnswers, { today: londonDay(at) }))
    .flatMap(({ rows }) => rows)
    .flatMap(({ ask, shown }) => (shown ? [`${ask} ${shown}`] : []))
    .join('\n')

/** Where words about a person are kept beside their answers. The names are those of lib/sealing/places.ts. */
export const placesOfWords = {
  act: {
    section: 'work',
    called: (one) => {
      const { title, queue } = actOf(one)
      return [title, queue].filter(Boolean).join(', ')
    },
    shown: (one) => [...actOf(one).codes, textOf(one.words)].filter(Boolean).join('\n'),
  },
  goal: { section: 'work', called: () => 'What you want to reach' },
  opening: {
    section: 'work',
    called: ({ source }) => `Why somebody opened your case: ${openingReasonInWords(source)}`,
  },
  caseAudit: { section: 'work', called: () => 'What an audit of your case found' },
  contactPlan: { section: 'contact', called: () => 'How it is safe to contact you', shown: planOf },
  contactAttempt: {
    section: 'contact',
    called: ({ source, part }) =>
      `${isChannel(source) ? channels[source].label : source}: ${attemptWords[part] ?? part}`,
  },
  consentEvidence: {
    section: 'agreed',
    called: ({ source }) => `What you said, and in which language: ${purposeOf(source)}`,
  },
  consentOverride: {
    section: 'agreed',
    called: ({ source, part }) =>
      `It went ahead without your agreement: ${purposeOf(source)}. ${basisOf(part)}`,
  },
  recall: {
    section: 'agreed',
    called: ({ source }) => `What became of what you took back: ${purposeOf(source)}`,
  },
  release: { section: 'decided', called: () => 'Why police asked who you are' },
  releaseAnswer: { section: 'decided', called: () => 'What the police were answered' },
  releaseReview: { section: 'decided', called: () => 'What a review of it found' },
  share: {
    section: 'given',
    called: ({ source }) =>
      `What was written with it: ${isSharePurpose(source) ? sharePurposes[source].label : source}`,
  },
  evidence: {
    section: 'files',
    called: ({ source }) =>
      Object.hasOwn(kinds, source) ? kinds[source as Kind].name : 'Photograph or document',
    shown: ({ words }) => {
      const { label, name } = words as FileWords
      return `${label} (${name})`
    },
  },
} as const satisfies Readonly<Record<string, PlaceOfWords>>

export type PlaceName = keyof typeof placesOfWords

export const isPlaceOfWords = (place: string): place is PlaceName =>
  Object.hasOwn(placesOfWords, place)

/** What a machine can give away as it is: codes alone, of those who do not investigate. */
const isPlain = ({ place, part, words }: Written) =>
  words === null && (place === 'contactAttempt' || (place === 'act' && part !== 'POLICE'))

/** One thing that was written, for the one who looks through it; nothing where its place is not known. */
export const heldWords = (written: Written): readonly HeldAnswer[] => {
  const { place, id, at, words } = written
  if (!isPlaceOfWords(place)) return []
  const {
    section,
    called,
    shown = ({ words }) => textOf(words),
  }: PlaceOfWords = placesOfWords[place]
  return [
    {
      id: `${place}-${id}`,
      section,
      ask: `${called(written)}, ${showDay(at)}`,
      shown: shown(words === null && place !== 'act' ? { ...written, words: '' } : written),
      isText: !isPlain(written),
      suggested: undefined,
      ...(place === 'evidence' && { file: id }),
    },
  ]
}
