import type { Actor } from '@/lib/access/actor'
import { requirePermission } from '@/lib/access/require-permission'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActor, type Tx } from '@/lib/database/with-actor'
import { Changed, NotAllowed, NotFound } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { openAnswers, sealAnswers } from '@/lib/sealing/seal-answers'
import type { DataRequest } from './data-request'
import { readRequest } from './find-requests'
import type { Held } from './held'
import { readHeld } from './read-held'
import { takeReview, type RedactionProblem, type Review } from './redaction'
import { subjectAccessFile } from './subject-access-file'

export interface ToRedact {
  readonly request: DataRequest
  readonly held: Held
  /** What was reviewed before, or typed just now. */
  readonly review: Review
  readonly problems: readonly RedactionProblem[]
}

const referralOf = async (tx: Tx, id: string) => {
  const { referralId } = await tx.dataRequest.findUniqueOrThrow({
    where: { id },
    select: { referralId: true },
  })
  return referralId
}

const open = async (tx: Tx, actor: Actor, typed: string, at: Date) => {
  requirePermission(actor, 'hand-out-data')
  const request = await readRequest(tx, actor, typed)
  if (!request.isOwn) throw new NotFound()
  if (!request.approvedAt)
    throw new NotAllowed('A second person must first agree that they were checked')
  const held = request.kind === 'access' ? await readHeld(tx, request, at) : null
  if (!held) throw new NotFound()
  return { request, held }
}

/**
 * Everything that is kept about the person, for whoever answers their request, to be looked through
 * before it is handed out. Reading it is recorded.
 * @throws NotFound where there is no such request, or another person answers it
 * @throws NotAllowed where nobody has agreed yet that identity was checked
 * @throws NeedsProof where the actor has not proved lately that it is them
 */
export const findHeld = (actor: Actor, typed: string): Promise<ToRedact> =>
  withActor(actor, async (tx) => {
    const { request, held } = await open(tx, actor, typed, now())
    const { review } = await tx.dataRequest.findUniqueOrThrow({
      where: { id: request.id },
      select: { review: true },
    })
    return {
      request,
      held,
      review: review ? openAnswers<Review>(review, places.dataReview(request.id)) : {},
      problems: [],
    }
  })

/**
 * Makes the file for a person who asked for their data, of what the reviewer gives and blacks out. It
 * waits sealed until it is fetched once.
 * @returns what is wrong, with what was typed, where something is; nothing is made then
 * @throws as `findHeld`; Changed where it was changed in another tab
 */
export const exportSubjectAccess = (
  actor: Actor,
  typed: string,
  version: number,
  form: URLSearchParams,
): Promise<{ readonly done: true } | ToRedact> =>
  withActor(actor, async (tx) => {
    const at = now()
    const { request, held } = await open(tx, actor, typed, at)
    const { review, problems } = takeReview(held.answers, form)
    if (problems.length > 0) return { request, held, review, problems }
    const file = subjectAccessFile(held, review, at)
    const { count } = await tx.dataRequest.updateMany({
      where: { id: request.id, version, closedAt: null },
      data: {
        review: sealAnswers(review, places.dataReview(request.id)),
        reviewedAt: at,
        export: sealAnswers(file, places.dataExport(request.id)),
        exportedAt: at,
        fetchedAt: null,
        version: version + 1,
      },
    })
    if (count !== 1) throw new Changed('Another tab changed this request. Look at it again')
    const withheld = Object.entries(review).flatMap(([question, { exemption }]) =>
      exemption ? [{ question, exemption }] : [],
    )
    await recordEvent(tx, 'data.exported', await referralOf(tx, request.id), {
      request: request.id,
      given: held.answers.length - withheld.length,
      withheld,
    })
    return { done: true as const }
  })

/**
 * Hands out the file, once: what is handed out is kept no longer.
 * @throws NotFound where there is none, or another person answers the request
 * @throws NeedsProof where the actor has not proved lately that it is them
 */
export const fetchExport = (actor: Actor, typed: string): Promise<string> =>
  withActor(actor, async (tx) => {
    requirePermission(actor, 'hand-out-data')
    const request = await readRequest(tx, actor, typed)
    if (!request.isOwn || !request.hasFile) throw new NotFound()
    const row = await tx.dataRequest.findUniqueOrThrow({ where: { id: request.id } })
    if (!row.export) throw new NotFound()
    const file = openAnswers<string>(row.export, places.dataExport(request.id))
    const { count } = await tx.dataRequest.updateMany({
      where: { id: request.id, version: request.version },
      data: { export: null, fetchedAt: now(), version: request.version + 1 },
    })
    if (count !== 1) throw new Changed('Another tab fetched this file')
    await recordEvent(tx, 'data.fetched', row.referralId, { request: request.id })
    return file
  })
