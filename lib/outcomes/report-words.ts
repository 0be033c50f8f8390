import { longText } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'
import type { Period } from './period'

/** What leads wrote for the board about a time, as its newest version stands. */
export interface ReportWords {
  readonly period: Period
  /** 0 where nobody has written anything. */
  readonly version: number
  readonly words: string
  readonly by: string | undefined
  readonly at: Date | undefined
}

/** The form of the lead's own words; empty takes them back. */
export const wordsForm = oneStep(
  'What changed and why it may have',
  {
    words: longText({
      ask: 'Your words for the board',
      called: 'Your words',
      limit: 5_000,
      hint: 'Leave an empty line between paragraphs. Leave it all empty to take your words back',
      sensitivity: 'account',
    }),
  },
  {
    says: [
      'Numbers do not say why. Tell the board what changed: a campaign, training, a new partner, a closed service.',
      'Write nothing that says who anybody is: no names, places or details of one case.',
    ],
  },
)

/** Words as paragraphs: an empty line ends one. */
export const paragraphsOf = (words: string): readonly string[] =>
  words
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean)
