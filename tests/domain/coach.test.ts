import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coach, coachTopics, type Coaching } from '@/lib/packs/coach'
import type { AllAnswers } from '@/lib/packs/filling'
import { allQuestions } from '@/lib/referral/all-questions'
import { anyReferred, referredFrom } from '../support/nrm-packs'
import { situations } from '../support/situations'

const stateIn = (answers: AllAnswers, id: Coaching['id']) =>
  coach(answers).find((one) => one.id === id)?.state

describe('the coach', () => {
  test.each<[string, AllAnswers, string, Coaching['state']]>([
    ['an account', { account: 'They sleep at the car wash' }, 'account', 'present'],
    ['no account', {}, 'account', 'missing'],
    ['a sign in one group', { signsInWork: ['no_rest'] }, 'indicators', 'present'],
    ['no sign', {}, 'indicators', 'missing'],
    ['a rough time', { whenItHappened: 'Some winters ago' }, 'dates', 'present'],
    ['that nobody was told, without why', { toldBefore: 'no' }, 'why_now', 'missing'],
    ['that nobody was told, and why', { toldBefore: 'no', whyTellNow: 'Fear' }, 'why_now', 'present'],
    ['that somebody was told', { toldBefore: 'yes' }, 'why_now', 'present'],
    ['that it is not known', { toldBefore: 'unknown' }, 'why_now', 'not_known'],
    ['that control is not known', { control: ['unknown'] }, 'control', 'not_known'],
    ['how many there are', { howMany: 4 }, 'who_else', 'present'],
    ['that others help, but not who', { otherProfessionals: 'yes' }, 'professionals', 'missing'],
    ['that nobody else helps', { otherProfessionals: 'no' }, 'professionals', 'present'],
  ])('finds %s', (_, answers, topic, state) => {
    expect(stateIn(answers, topic)).toBe(state)
  }) // prettier-ignore

  test('says the same number of things of every referral, and none of them holds it up', () => {
    fc.assert(
      fc.property(anyReferred, ({ answers }) => {
        const said = coach(answers)
        expect(said).toHaveLength(coachTopics.length)
        for (const one of said)
          expect(Object.keys(one).sort()).toEqual(
            ['id', 'looksFor', 'prompt', 'questions', 'source', 'state', 'title'].sort(),
          )
      }),
      { numRuns: 30 },
    )
  })

  test('never finds less once more is said', () => {
    fc.assert(
      fc.property(anyReferred, anyReferred, ({ answers: some }, { answers: more }) => {
        const both = { ...more, ...some }
        const opens = ['toldBefore', 'otherProfessionals']
        const found = coach(some).filter(({ state }) => state === 'present')
        const after = coach(both)
        for (const { id, questions } of found.filter(
          (one) => !one.questions.some((q) => opens.includes(q)),
        )) {
          expect(questions.length).toBeGreaterThan(0)
          expect(after.find((one) => one.id === id)?.state).toBe('present')
        }
      }),
      { numRuns: 30 },
    )
  })

  test('points only to questions that we ask', () => {
    const asked = coach(referredFrom(situations['an adult who agreed']).answers)
    const unknown = asked
      .flatMap(({ questions }) => questions)
      .filter((id) => !(id in allQuestions))
    expect(unknown).toEqual([])
  })

  test.each(coachTopics.map((topic) => [topic.title, topic.prompt, topic.looksFor] as const))(
    'leads nobody about “%s”: it asks no closed question, names no crime and nobody’s guilt',
    (_, prompt, looksFor) => {
      const words = `${prompt}. ${looksFor}`
      expect(words).not.toContain('?')
      expect(words).not.toMatch(
        /\b(beaten|raped?|threat|debt|passport|locked|victim|suspect|illegal|prove|lie)/i,
      )
      expect(words).not.toMatch(/\bask (them|him|her)\b/i)
      expect(words).not.toMatch(/\b(must|before you (can )?send)\b/i)
    },
  )

  test('says on what each point rests', () => {
    for (const { source } of coachTopics)
      expect(source).toMatch(/Modern Slavery Act 2015|Form page/)
  })
})
