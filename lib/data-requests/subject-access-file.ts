import { showDay } from '@/lib/wording/london-time'
import { exemptions } from './exemptions'
import { sectionNames, sections, type Held, type HeldAnswer, type Section } from './held'
import { blackOut, type Review } from './redaction'

const answerLines = (answers: readonly HeldAnswer[], review: Review): readonly string[] =>
  answers.flatMap(({ id, ask, shown, file }) => {
    const { exemption, marked } = review[id] ?? { exemption: 'third_party' as const, marked: shown }
    if (exemption) {
      const { isMentioned, law } = exemptions[exemption]
      return isMentioned ? ['', ask, `Not given. ${law}`] : []
    }
    const words = blackOut(marked)
    return ['', ask, ...(words ? [words] : []), ...(file ? ['Handed over with this text.'] : [])]
  })

const sectionLines = ({ answers, lines }: Held, review: Review, section: Section) => {
  const body = [
    ...(lines[section] ?? []).map((line) => `- ${line}`),
    ...answerLines(
      answers.filter((one) => one.section === section),
      review,
    ),
  ]
  return body.length === 0 ? [] : ['', sections[section].toUpperCase(), ...body]
}

/**
 * The file that a person gets who asks for their data (UK GDPR art. 15), as plain text: it opens
 * anywhere and runs nothing. What nobody reviewed is not given.
 */
export const subjectAccessFile = (held: Held, review: Review, today: Date): string =>
  [
    'WHAT IS KEPT ABOUT YOU',
    `Made on ${showDay(today)}. Your reference: ${held.reference}. Sent to us on ${showDay(held.sentAt)}.`,
    'Parts that are about other people are blacked out like this: █████',
    'You may ask for something wrong to be put right or erased. You may complain to the Information',
    'Commissioner: ico.org.uk, 0303 123 1113.',
    ...sectionNames.flatMap((section) => sectionLines(held, review, section)),
    '',
  ].join('\n')
