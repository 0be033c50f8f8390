import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { readBasis } from '@/lib/access/read-basis'
import { requirePermission } from '@/lib/access/require-permission'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActor } from '@/lib/database/with-actor'
import { readReference } from '@/lib/referral/reference'
import { NotAllowed, NotFound } from '@/lib/refusals'
import { showMoment } from '@/lib/wording/london-time'
import type { Paper } from './paper'
import type { Content } from './paper-case'
import { isPaper, paperNames, paperOf, whyNot, type PaperFormat, type PaperName } from './papers'
import { promptSheet } from './prompt-sheet'
import { readPaperCase, readPaperSubject } from './read-paper-case'

export interface IssuedPaper {
  readonly reference: string
  readonly name: PaperName
  readonly paper: Paper
  /** The pack for the Home Office form, field by field, where it is that paper. */
  readonly pack: Content['pack']
}

/** Who made a paper and when, as it stands under every page and across it. */
const madeBy = ({ name, organisation }: Actor, at: Date, isForThePerson = false) =>
  `Made by ${isForThePerson ? '' : `${name}, `}${organisation.name}, ${showMoment(at)}`

/** The reference of a case, where the actor is somebody who deals with cases at all. */
const referenceFor = (actor: Actor, typed: string) => {
  const reference = readReference(typed)
  if (!reference || !(may(actor, 'refer') || may(actor, 'work-a-queue'))) throw new NotFound()
  return reference
}

/**
 * Makes a paper of a case: what the actor may see of it, and of that what the paper may hold. That it
 * was made is recorded with what is on it and on which basis, so that the person's receipt shows it.
 * As a file it leaves the service, so it asks for a fresh proof.
 * @throws NotFound where there is no such case or paper, or the case is not this actor's to see
 * @throws NotAllowed where they do not make this paper, or it cannot be made of this case
 * @throws NeedsReason where they have to say first why they open the case
 * @throws NeedsProof where it leaves as a file and they have not proved lately that it is them
 */
export const issuePaper = async (
  actor: Actor,
  typedReference: string,
  name: string,
  format: PaperFormat,
): Promise<IssuedPaper> => {
  const reference = referenceFor(actor, typedReference)
  if (!isPaper(name)) throw new NotFound()
  const at = now()
  const { title, marking, isForThePerson, contentOf } = paperOf(name)
  return withActor(actor, async (tx) => {
    const subject = await readPaperSubject(tx, actor, reference)
    if (!subject) throw new NotFound()
    const because = whyNot(name, subject)
    if (because) throw new NotAllowed(because)
    if (format === 'pdf') requirePermission(actor, 'take-papers')
    const found = await readPaperCase(tx, actor, { ...subject, reference }, at)
    const { introduction, sections, fields, pack } = contentOf(found)
    await recordEvent(tx, 'paper.made', subject.id, {
      kind: name,
      format,
      audience: subject.audience,
      // A paper of who saw what shows no answer, and is itself no sight of one.
      ...(fields.length > 0 && {
        fields,
        basis: await readBasis(tx, subject.id, subject.audience),
      }),
    })
    const madeFor = madeBy(actor, at, isForThePerson)
    const about = isForThePerson ? introduction : [`Referral ${reference}.`, ...introduction]
    return {
      reference,
      name,
      pack,
      paper: { title, marking, madeFor, introduction: about, sections },
    }
  })
}

/**
 * Finds which papers can be made of a case, and why the others cannot: nothing that anybody answered.
 * @throws NotFound where there is no such case, or it is not this actor's to see
 */
export const findPapers = async (actor: Actor, typedReference: string) => {
  const reference = referenceFor(actor, typedReference)
  return withActor(actor, async (tx) => {
    const subject = await readPaperSubject(tx, actor, reference)
    if (!subject) throw new NotFound()
    await recordEvent(tx, 'referral.viewed', subject.id, {
      audience: subject.audience,
      page: 'papers',
      fields: [],
      basis: await readBasis(tx, subject.id, subject.audience),
    })
    return {
      reference,
      papers: paperNames.map((name) => ({ name, because: whyNot(name, subject) })),
    }
  })
}

/**
 * The page of prompts for a doorstep, which is about nobody.
 * @throws NotFound where the actor does not refer people
 */
export const issuePromptSheet = (actor: Actor): Paper => {
  if (!may(actor, 'refer')) throw new NotFound()
  return promptSheet(madeBy(actor, now()))
}
