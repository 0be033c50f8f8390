import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { recordEvent } from '@/lib/audit/record-event'
import { withActor, type Tx } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import { readCaseToChange, type CaseToChange } from './read-case-to-change'
import { Refusal } from './refusal'

interface ChangeAsked {
  readonly reference: string
  /** What is asked for, as the trail names it. */
  readonly action: string
  /** What needs no reason to open the case, because nothing of it is told. */
  readonly isUnopened?: boolean
}

/**
 * Does something to a case in one transaction. What is refused is recorded too, with codes alone.
 * @param act what is done; it records its own event, last
 * @throws NotFound where there is no such case or it is not this actor's to see, NeedsReason where they
 * have not said why they open it, and what `act` refuses with an error
 */
export const changeCase = async <Answer>(
  actor: Actor,
  { reference, action, isUnopened }: ChangeAsked,
  act: (tx: Tx, read: CaseToChange) => Promise<Answer | Refusal<Answer>>,
): Promise<Answer> => {
  const isKnown = may(actor, 'refer') || may(actor, 'work-a-queue')
  const done = await withActor(actor, async (tx) => {
    const read = isKnown ? await readCaseToChange(tx, actor, reference, { isUnopened }) : undefined
    const answer = read ? await act(tx, read) : new Refusal<Answer>('not_found', new NotFound())
    if (!(answer instanceof Refusal)) return answer
    const { because } = answer
    await recordEvent(tx, 'action.refused', read?.id ?? null, { action, because })
    return answer.answer
  })
  if (done instanceof Error) throw done
  return done
}
