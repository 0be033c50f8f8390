import { questionOf } from '@/lib/referral/question-of'
import { isFreeText } from './duty-questions'
import type { DutyPack } from './duty-pack'
import type { AllAnswers } from './filling'
import { newestCopy, type ReleasedText, type TextState } from './released-text'
import type { Known } from './text-warnings'

/** A text of a case that somebody reads before it leaves. */
export interface TextToRead {
  readonly reference: string
  readonly question: string
  readonly ask: string
  /** The answer as it is now. */
  readonly source: string
  readonly state: TextState
  /** The copy that was made last, valid or not. */
  readonly copy: string | undefined
  /** Whether the pack says who the person is. */
  readonly isNamed: boolean
  readonly known: Known
}

interface Held {
  readonly reference: string
  readonly answers: AllAnswers
  readonly released: readonly ReleasedText[]
  readonly pack: DutyPack
}

/** One text of a pack; nothing where the pack has none by this name, or nobody answered. */
export const textToRead = (
  { reference, answers, released, pack }: Held,
  name: string,
  known: Known,
): TextToRead | undefined => {
  const text = pack.texts.find(({ question }) => question === name)
  const source = text && isFreeText(name) ? answers[text.question] : undefined
  if (!text || typeof source !== 'string') return undefined
  return {
    reference,
    question: name,
    ask: questionOf(name)?.ask ?? text.ask,
    source,
    state: text.state,
    copy: newestCopy(released, name)?.text,
    isNamed: pack.isNamed,
    known,
  }
}
