import { coach } from '@/lib/packs/coach'
import type { AllAnswers } from '@/lib/packs/filling'
import type { Branch } from '@/lib/packs/form-walk'
import { nrmForm } from '@/lib/packs/nrm-form'
import { packFor } from '@/lib/packs/nrm-pack'
import type { PackEntry } from '@/lib/packs/pack-entry'
import { presentAnswers } from '@/lib/packs/present-answers'
import type { PaperAnswer, PaperSection } from './paper'
import type { Content, PaperCase } from './paper-case'
import { showDay } from '@/lib/wording/london-time'

/** The ways through the form, in words. */
export const branchesInWords: Readonly<Record<Branch, string>> = {
  adult: 'The referral of an adult',
  child: 'The referral of a child, or of somebody who may be a child',
  anonymous_notification: 'A duty to notify, without a name',
  named_notification: 'A duty to notify, with a name',
}

/** What a reader has to know of an entry beside its value. */
export const noteOf = ({ state, note, answered, orElse, pieces }: PackEntry) =>
  [
    state === 'placeholder' && 'The form insists, and this was agreed to stand here.',
    pieces && `Too long for this field: it is in ${pieces.length} pieces. Key in the first here.`,
    note && `${note}.`,
    answered && `The answer was: ${answered}.`,
    orElse && `If nobody knows, choose: ${orElse}.`,
  ]
    .filter((part) => typeof part === 'string')
    .join(' ')

const gapValue = 'Missing'

const answersOf = (entry: PackEntry): readonly PaperAnswer[] => {
  const { label, required, value = gapValue, pieces = [value] } = entry
  const note = noteOf(entry)
  return pieces.map((piece, index) => ({
    label: [label, !required && '(optional)', index > 0 && `(piece ${index + 1})`]
      .filter(Boolean)
      .join(' '),
    value: piece,
    ...(index === 0 && note !== '' && { note }),
  }))
}

/** The pack for the Home Office form: gaps first, then page by page in the order of the form. */
export const nrmContent = (found: PaperCase): Content => {
  const answers = presentAnswers(found.typed, found.at)
  const pack = packFor(nrmForm, answers, found.packFacts)
  const coaching = coach(answers)
  const entries = pack.pages.flatMap((page) => page.entries)
  const missing = coaching.filter(({ state }) => state === 'missing')
  const lists: readonly PaperSection[] = [
    {
      heading: 'What is missing',
      blocks: [
        pack.gaps.length > 0
          ? {
              kind: 'list',
              items: pack.gaps.map(({ label, required }) =>
                required ? label : `${label} (optional)`,
              ),
            }
          : { kind: 'text', text: 'Nothing: every field of the form can be filled.' },
      ],
    },
    {
      heading: 'What whoever decides will look for, and is not here',
      blocks: [
        missing.length > 0
          ? {
              kind: 'list',
              items: missing.map(({ looksFor, prompt }) => `${looksFor}. ${prompt}.`),
            }
          : { kind: 'text', text: 'Something is said of everything that is looked for.' },
        { kind: 'text', text: 'None of it is a reason to wait, where somebody is in danger.' },
      ],
    },
  ]
  return {
    introduction: [
      `${pack.branch ? branchesInWords[pack.branch] : 'The way through the form is not clear yet'}. The form as it was on ${showDay(new Date(pack.version))}.`,
      `Of the fields that the form insists on, ${pack.ready.filled} of ${pack.ready.of} are filled. Check each against the case before you send the form.`,
    ],
    sections: [
      ...lists,
      ...pack.pages.map((page) => ({
        heading: page.title,
        blocks: [{ kind: 'answers' as const, answers: page.entries.flatMap(answersOf) }],
      })),
    ],
    fields: [
      ...new Set(
        entries.filter(({ value }) => value !== undefined).flatMap(({ from }) => [...from]),
      ),
    ]
      .filter((id) => answers[id as keyof AllAnswers] !== undefined)
      .sort(),
    pack: { pack, coaching },
  }
}
