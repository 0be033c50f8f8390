import { dutyPack, type DutyPack } from '@/lib/packs/duty-pack'
import { nrmForm } from '@/lib/packs/nrm-form'
import type { PackEntry } from '@/lib/packs/pack-entry'
import { presentAnswers } from '@/lib/packs/present-answers'
import { textStates } from '@/lib/packs/released-text'
import { noteOf } from './nrm-content'
import type { PaperAnswer, PaperSection } from './paper'
import type { Content, PaperCase } from './paper-case'
import { showDay } from '@/lib/wording/london-time'

const answersOf = (entry: PackEntry): readonly PaperAnswer[] => {
  const { value = 'Missing', pieces = [value], label } = entry
  const note = noteOf(entry)
  return pieces.map((piece, index) => ({
    label: index === 0 ? label : `${label} (piece ${index + 1})`,
    value: piece,
    ...(index === 0 && note !== '' && { note }),
  }))
}

const listOr = (items: readonly string[], none: string): PaperSection['blocks'] =>
  items.length > 0 ? [{ kind: 'list', items }] : [{ kind: 'text', text: none }]

/**
 * What the pack of a duty to notify says on paper: what is missing, which texts wait to be read, then
 * page by page in the order of the Home Office form.
 */
export const dutyToNotifyPaper = (pack: DutyPack): Content => {
  const waiting = pack.texts.filter(({ state }) => state !== 'released')
  return {
    introduction: [
      pack.isNamed
        ? 'With their name: they agreed to it.'
        : 'Without their name: they have not agreed to be named. Do not add who they are, or where.',
      `The form as it was on ${showDay(new Date(pack.version))}. Of the fields that it insists on, ${pack.ready.filled} of ${pack.ready.of} are filled.`,
    ],
    sections: [
      {
        heading: 'Texts that are left out',
        blocks: listOr(
          waiting.map(({ ask, state }) => `${ask}: ${textStates[state]}`),
          'None: somebody read every text.',
        ),
      },
      {
        heading: 'What is missing',
        blocks: listOr(
          pack.gaps.map(({ label, required }) => (required ? label : `${label} (optional)`)),
          'Nothing: every field of the form can be filled.',
        ),
      },
      ...pack.pages.map(({ title, entries }) => ({
        heading: title,
        blocks: [{ kind: 'answers' as const, answers: entries.flatMap(answersOf) }],
      })),
    ],
    fields: pack.fields,
  }
}

/** The same of a case, as whoever makes the paper may see it. */
export const dutyToNotifyContent = ({ typed, at, packFacts, released }: PaperCase): Content =>
  dutyToNotifyPaper(dutyPack(nrmForm, presentAnswers(typed, at), packFacts, released))
