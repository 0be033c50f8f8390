import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Question } from '@/lib/journey/question'
import { anonymousQuestions, isFreeText, namedQuestions } from '@/lib/packs/duty-questions'
import { dutyPack, type DutyPack } from '@/lib/packs/duty-pack'
import type { AllAnswers, PackFacts } from '@/lib/packs/filling'
import { nrmForm, type Condition } from '@/lib/packs/nrm-form'
import { questionsFilling } from '@/lib/packs/nrm-fillings'
import type { ReleasedText } from '@/lib/packs/released-text'
import { dutyToNotifyPaper } from '@/lib/papers/duty-to-notify'
import type { PaperCase } from '@/lib/papers/paper-case'
import { paperOf, whyNot } from '@/lib/papers/papers'
import { allQuestions, type AnyQuestionId } from '@/lib/referral/all-questions'
import { questionOf } from '@/lib/referral/question-of'
import { canaryOf } from '../support/canaries'
import { referredFrom } from '../support/nrm-packs'
import { paperCase, textOf } from '../support/papers'
import { situations } from '../support/situations'

const ids = Object.keys(allQuestions) as AnyQuestionId[]

/** The questions that fill a field which a duty to notify can come to. */
const askedBy = (cooperates: 'yes' | 'no') => {
  const decided: Readonly<Record<string, string>> = {
    'pv-under-age': 'no',
    'pv-want-to-submit-nrm': 'no',
    'authorities-cooperation': cooperates,
  }
  const reached = new Set<string>()
  const mayHold = (conditions: readonly Condition[] = []) =>
    conditions.every(({ field, in: values }) => {
      const value = decided[field]
      return reached.has(field) && (!value || !values || values.includes(value))
    })
  for (const page of nrmForm.pages)
    if (mayHold(page.when))
      for (const field of page.fields) if (mayHold(field.when)) reached.add(field.id)
  return new Set([...reached].flatMap((field) => questionsFilling(field)))
}

const sensitivityOf = (id: string) => questionOf(id)?.sensitivity ?? ''
const saysWho = (id: string) => ['identity', 'contact'].includes(sensitivityOf(id))

describe('the allow-list', () => {
  test('without a name holds what the form asks, and nothing of who they are', () => {
    const asked = [...askedBy('no')]
    expect(anonymousQuestions.filter((id) => !asked.includes(id))).toEqual([])
    expect(anonymousQuestions.filter(saysWho)).toEqual([])
    const leftOut = asked.filter((id) => !anonymousQuestions.some((one) => one === id))
    expect(leftOut.filter((id) => !saysWho(id))).toEqual(['capacity', 'bestInterests'])
  })

  test('with a name holds the rest of what the form asks', () => {
    const asked = [...askedBy('yes')]
    expect(namedQuestions.filter((id) => !asked.includes(id))).toEqual([])
    const leftOut = asked.filter((id) => !namedQuestions.some((one) => one === id))
    expect(leftOut).toEqual(['capacity', 'bestInterests'])
  })
})

const typedOf = (id: AnyQuestionId, question: Question): unknown => {
  const canary = canaryOf(id, question)
  if (canary !== undefined) return canary
  const [option] = Object.keys(question.options ?? {})
  if (question.kind === 'any-of') return [option]
  if (question.kind === 'whole-number') return 2
  if (question.kind === 'date') return { day: 3, month: 4, year: 1999 }
  return option
}
const questions: Readonly<Record<string, Question>> = allQuestions
/** A canary in every question that takes one, and an answer to each of the others. */
const full: AllAnswers = Object.fromEntries(
  ids.flatMap((id) => (questions[id] ? [[id, typedOf(id, questions[id])]] : [])),
)
const canary = /kanarienvogel[ .](\w+)/gi
const canariesIn = (value: unknown) =>
  [...JSON.stringify(value).matchAll(canary)].map(([, id]) => id).sort()

const unnamed = referredFrom(situations['an adult who refused']).facts
const named = referredFrom(situations['an adult who refused and may be named']).facts
const agreeing: AllAnswers = { ...full, helpInvestigation: 'yes' }
const copyOf = (question: string, text: string, source = full[question as AnyQuestionId]) => ({
  question,
  text,
  source: String(source),
  at: new Date('2026-11-23T10:00:00Z'),
})
const packOf = (
  answers: AllAnswers,
  facts: PackFacts,
  released: readonly ReleasedText[] = [],
): DutyPack => dutyPack(nrmForm, answers, facts, released)
const entryIn = ({ pages }: DutyPack, field: string) =>
  pages.flatMap(({ entries }) => entries).find((entry) => entry.field === field)

describe('a pack without a name', () => {
  test('holds nothing that anybody typed, until somebody has read it', () => {
    const pack = packOf(full, unnamed)
    expect(pack.branch).toBe('anonymous_notification')
    expect(canariesIn(pack)).toEqual([])
    expect(JSON.stringify(pack)).not.toMatch(/07700|1999/)
    expect(canariesIn(dutyToNotifyPaper(pack))).toEqual([])
  })

  test('lists every text that waits, and what it leaves out', () => {
    const pack = packOf(full, unnamed)
    expect(pack.texts.map(({ question }) => question)).toEqual(
      anonymousQuestions.filter(isFreeText),
    )
    expect(new Set(pack.texts.map(({ state }) => state))).toEqual(new Set(['to_read']))
    expect(entryIn(pack, 'how-they-were-treated')).toMatchObject({
      state: 'gap',
      mustBeRead: true,
      note: 'Somebody has to read what was typed before it leaves',
    })
    expect(pack.gaps.map(({ field }) => field)).toContain('how-they-were-treated')
    expect(entryIn(pack, 'birthplace')?.note).toBe(
      'Left out, because they did not agree to be named',
    )
  })

  test('holds a text as it was read, and no other', () => {
    const pack = packOf(full, unnamed, [copyOf('account', 'They were made to work')])
    expect(entryIn(pack, 'how-they-were-treated')).toMatchObject({
      value: 'They were made to work',
      mustBeRead: true,
      note: 'A part is left out, which somebody has to read first',
    })
    expect(canariesIn(pack)).toEqual([])
  })

  test('holds no copy of an answer that was changed since, nor an older copy', () => {
    const before = copyOf('account', 'They were made to work', 'Something else')
    const pack = packOf(full, unnamed, [
      { ...copyOf('account', 'An older copy'), at: new Date('2026-11-22T10:00:00Z') },
      before,
    ])
    expect(pack.texts.find(({ question }) => question === 'account')?.state).toBe('changed')
    expect(JSON.stringify(pack)).not.toMatch(/made to work|older copy/)
  })

  test('takes no copy of an answer that it may not hold', () => {
    const copies = ids.map((id) => copyOf(id, `Kanarienvogel ${id} singt`))
    const pack = packOf(full, unnamed, copies)
    const allowed: readonly (string | undefined)[] = anonymousQuestions.filter(isFreeText)
    expect(canariesIn(pack).length).toBeGreaterThan(20)
    expect(canariesIn(pack).filter((id) => !allowed.includes(id))).toEqual([])
    expect(pack.texts.every(({ state }) => state === 'released')).toBe(true)
    expect(pack.pages.flatMap(({ entries }) => entries).some((one) => one.mustBeRead)).toBe(false)
  })

  test('holds nothing more, whatever was answered', () => {
    fc.assert(
      fc.property(fc.subarray(ids), (answered) => {
        const some = Object.fromEntries(answered.map((id) => [id, full[id]]))
        const pack = packOf(some, unnamed)
        expect(canariesIn(pack)).toEqual([])
        expect(pack.fields.filter(saysWho)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('stays without one where they may be named and do not help: the form asks for no name', () => {
    const pack = packOf({ ...full, helpInvestigation: 'no' }, named)
    expect(pack).toMatchObject({ isNamed: false, branch: 'anonymous_notification' })
    expect(canariesIn(pack)).toEqual([])
  })
})

describe('a pack with a name', () => {
  const pack = packOf(agreeing, named)

  test('says who they are, where they agreed to it and help', () => {
    expect(pack).toMatchObject({ isNamed: true, branch: 'named_notification' })
    expect(canariesIn(pack)).toEqual(
      expect.arrayContaining(['birthplace', 'familyName', 'givenNames', 'nickname']),
    )
  })

  test('holds no text that nobody has read', () => {
    expect(canariesIn(pack).filter((id) => isFreeText(id ?? ''))).toEqual([])
    expect(pack.texts.length).toBeGreaterThan(20)
  })
})

describe('the paper', () => {
  const { typed, released } = {
    typed: { ...situations['an adult who refused'], account: 'Kanarienvogel singt' },
    released: [copyOf('account', 'They were made to work', 'Kanarienvogel singt')],
  }
  const answers = { who: 'adult', consentNrm: 'refused', consentPoliceIdentity: 'refused' } as const

  test('says a text as it was read, and lists those that are left out', () => {
    const content = (more: Partial<PaperCase>) =>
      textOf(paperOf('duty_to_notify').contentOf(paperCase(typed, answers, more)))
    expect(content({})).toContain('What have you seen, heard or been told?: Somebody has to read')
    expect(content({ released })).toContain('They were made to work')
    expect(content({ released })).toContain('None: somebody read every text')
    expect(content({ released }) + content({})).not.toContain('Kanarienvogel')
  })

  test.each([
    [answers, undefined],
    [{ ...answers, consentNrm: 'given' } as const, 'No duty to notify is owed'],
    [{ who: 'child' } as const, 'No duty to notify is owed'],
  ])('can be made of %j: %s', (given, because) => {
    const found = whyNot('duty_to_notify', paperCase(typed, given))
    expect(found?.slice(0, because?.length)).toBe(because)
  })
})
