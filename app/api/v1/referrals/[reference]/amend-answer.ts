import { unprocessable } from '@/app/api/v1/door'
import type { Actor } from '@/lib/access/actor'
import { findState } from '@/lib/casework/find-state'
import type { Answer } from '@/lib/exchange/answer-once'
import { hashAnswer } from '@/lib/exchange/hash-answer'
import { referralTag, versionIn } from '@/lib/exchange/referral-tag'
import { problemDetails } from '@/lib/http/problem-details'
import { addDetails } from '@/lib/referral/add-details'
import { readAmendment } from '@/lib/referral/amendment'
import type { AnswerProblem } from '@/lib/referral/answers-schema'
import { correctValues } from '@/lib/referral/correct-values'
import { countWronglySent } from '@/lib/referral/count-problems'
import { findVersion } from '@/lib/referral/find-version'
import { Changed } from '@/lib/refusals'

/** Where a referral stands, and its entity tag. */
export const readState = async (actor: Actor, reference: string) => {
  const version = await findVersion(actor, reference)
  const state = await findState(actor, reference)
  return { state, etag: referralTag(version, hashAnswer(state)) }
}

const title = 'Some answers cannot be used'
const changed = () => problemDetails(412, 'It was changed since', 'Read it again, and its ETag')

/** Counts which corrections could not be read as answers: of what stands beside them nothing. */
const countUnread = (actor: Actor, body: unknown, problems: readonly AnswerProblem[]) =>
  countWronglySent(
    actor,
    body instanceof Object && 'corrections' in body && body.corrections,
    problems.flatMap(({ path: [part, ...path], message }) =>
      part === 'corrections' && path.length > 0 ? [{ path, message }] : [],
    ),
  )

/** Corrects a referral or adds details to it, where the tag says that its newest version was seen. */
export const amendAnswer = async (
  actor: Actor,
  reference: string,
  tag: string | null,
  body: unknown,
): Promise<Answer | Response> => {
  if (tag === null)
    return problemDetails(428, 'If-Match is needed', 'Send the ETag of what you changed')
  const amendment = readAmendment(body)
  if ('problems' in amendment) {
    await countUnread(actor, body, amendment.problems)
    return unprocessable(title, amendment.problems)
  }
  const seen = versionIn(tag)
  if (!seen) return changed()
  const { kind } = amendment
  const asked = { reference, version: seen[kind] }
  try {
    const done =
      amendment.kind === 'corrections'
        ? await correctValues(actor, { ...asked, ...amendment })
        : await addDetails(actor, { ...asked, ...amendment })
    if ('problems' in done)
      return unprocessable(
        title,
        done.problems.map(({ question, part, message }) => ({
          path: part === undefined ? [kind, question] : [kind, question, part],
          message,
        })),
      )
    const corrected = 'corrected' in done ? done.corrected : []
    const tasks = 'tasks' in done ? done.tasks : []
    const isHidden = 'isHidden' in done && done.isHidden
    // Somebody of the caller's own organisation is now said to be involved: it sees the case no more.
    const headers = isHidden ? undefined : { etag: (await readState(actor, reference)).etag }
    return { status: 200, body: { reference, corrected, tasks }, headers }
  } catch (error) {
    if (error instanceof Changed) return changed()
    throw error
  }
}
