import type { Catalogue } from '@/lib/journey/journey'
import { anyOf, longText } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'
import { warningKinds, type TextWarning } from './text-warnings'

const keyOf = ({ kind, found }: TextWarning) => `${kind}:${found}`

const readEveryWord = {
  unnamed: 'I have read every word. Nothing in it says who they are, or where they can be found',
  named: 'I have read every word. It says nothing that the Home Office does not need',
}

/**
 * The form by which somebody lets a text leave: `words`, their copy of it; `stays`, what was found in it
 * and may stay all the same, each thing by itself; and that they have `read` it.
 * @param warnings what was found in the copy
 */
export const textFormFor = (warnings: readonly TextWarning[], isNamed: boolean) => {
  const questions: Catalogue = {
    words: longText({
      ask: 'The text that leaves',
      hint: 'Take out or change what gives somebody away. The answer in the case stays as it is.',
      called: 'The text',
      missing: 'Enter the text that leaves',
      sensitivity: 'account',
    }),
    ...(warnings.length > 0 && {
      stays: anyOf({
        ask: 'Does any of this give somebody away?',
        hint: 'The check found these. Take each out of the text, or select it if it may stay.',
        options: Object.fromEntries(
          warnings.map((one) => [
            keyOf(one),
            { label: `“${one.found}” may stay`, hint: warningKinds[one.kind] },
          ]),
        ),
        sensitivity: 'account',
      }),
    }),
    read: anyOf({
      ask: 'Have you read it?',
      options: { yes: isNamed ? readEveryWord.named : readEveryWord.unnamed },
      missing: 'Confirm that you have read every word',
      sensitivity: 'fact',
    }),
  }
  return oneStep('Read this text before it leaves', questions, {
    says: ['The check helps you, and finds less than you do. It does not know every name.'],
    checks: [
      {
        id: 'each-was-looked-at',
        question: 'stays',
        kind: 'impossible' as const,
        when: ({ stays }: { stays?: unknown }) =>
          warnings.some((one) => !Array.isArray(stays) || !stays.includes(keyOf(one))),
        message: 'Look at each line: take it out of the text, or select it if it may stay',
      },
    ],
  })
}
