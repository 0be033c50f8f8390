import type { CorrectionRead } from '@/lib/casework/correction'
import { maskedAnswer } from '@/lib/contact/masked'
import { shownAnswers } from '@/lib/referral/shown-answers'
import { showDay } from '@/lib/wording/london-time'

/** What an answer was before it was corrected, when that was and why. */
export function CorrectedNote({ correction }: { correction: CorrectionRead }) {
  const { question, old, why, at } = correction
  const said = shownAnswers({ [question]: old })[0]?.rows[0]?.shown
  const was = said && (maskedAnswer(question, said)?.shown ?? said)
  return (
    <span className="mt-1 block border-0 border-l-4 border-solid border-line pl-3 text-muted">
      Corrected on {showDay(at)}, {was ? `was “${was}”` : 'was not answered'}, because: {why}
    </span>
  )
}
