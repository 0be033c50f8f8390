import fc from 'fast-check'
import type { Catalogue } from '@/lib/journey/journey'
import type { Question, Raw, RawAnswers } from '@/lib/journey/question'

/** Names and texts as the world writes them. */
export const textsOfTheWorld = [
  'Nguyễn Văn Đức',
  'O’Brien',
  "O'Brien-Łukaszewska",
  'Sukarno',
  'محمد بن عبد الله',
  '王小明',
  'Þórdís Æsa',
  'said “no” & <b>left</b>; 50% of £20 😀',
  'Line one\nline two',
]

const wrong: fc.Arbitrary<Raw> = fc.oneof(
  fc.constantFrom(' ', '\u0000', 'nobody', '-1'),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.array(fc.string({ maxLength: 10 }), { maxLength: 4 }),
)

const fitting = (question: Question): fc.Arbitrary<Raw> => {
  const keys = Object.keys(question.options ?? {})
  switch (question.kind) {
    case 'one-of':
      return fc.constantFrom(...keys)
    case 'any-of':
      return fc.subarray(keys, { minLength: 1 })
    case 'whole-number':
      return fc.integer({ min: 1, max: 30 }).map(String)
    case 'phone':
      return fc.constantFrom('01632 960 001', '+44 7700 900123', '020 7946 0018')
    case 'email':
      return fc.constantFrom('ayesha.khan@council.test', "o'brien@charity.test")
    case 'date':
      return fc
        .tuple(
          fc.constantFrom('', '3', '27'),
          fc.constantFrom('3', 'March'),
          fc.integer({ min: 1900, max: 2030 }),
        )
        .map(([day, month, year]) => [day, month, String(year)])
    case 'text':
    case 'long-text':
      return fc.constantFrom(...textsOfTheWorld)
  }
}

/** What people type for these questions: mostly what fits, now and then nothing, or nonsense. */
export const anyTyped = (catalogue: Catalogue): fc.Arbitrary<RawAnswers> =>
  fc
    .record(
      Object.fromEntries(
        Object.entries(catalogue).map(([id, question]) => [
          id,
          fc.oneof(
            { weight: 8, arbitrary: fitting(question) },
            { weight: 1, arbitrary: wrong },
            { weight: 1, arbitrary: fc.constant<Raw | undefined>('') },
            { weight: 1, arbitrary: fc.constant<Raw | undefined>(undefined) },
          ),
        ]),
      ),
    )
    .map((typed) =>
      Object.fromEntries(
        Object.entries(typed).flatMap(([id, raw]) => (raw === undefined ? [] : [[id, raw]])),
      ),
    )
