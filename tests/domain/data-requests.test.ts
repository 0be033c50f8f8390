import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dueDay } from '@/lib/data-requests/data-request'
import { blackOut, heldAnswers, isFaithful, takeReview } from '@/lib/data-requests/redaction'
import { subjectAccessFile } from '@/lib/data-requests/subject-access-file'

describe('a request is due in one calendar month', () => {
  it.each([
    [{ year: 2026, month: 11, day: 22 }, '2026-12-22'],
    [{ year: 2026, month: 12, day: 5 }, '2027-01-05'],
    [{ year: 2027, month: 1, day: 31 }, '2027-02-28'],
    [{ year: 2028, month: 1, day: 31 }, '2028-02-29'],
    [{ year: 2026, month: 8, day: 31 }, '2026-09-30'],
  ])('of %j', (day, due) => {
    expect(dueDay(day)).toBe(due)
  })
})

describe('blacking out', () => {
  it.each([
    ['nothing', 'He drove us there', 'He drove us there'],
    ['a name', '[[Anton]] drove us there', '█████ drove us there'],
    ['two names', '[[Anton]] and [[Ben]]', '█████ and █████'],
    ['over lines', 'It was [[Anton\nand Ben]] again', 'It was █████ again'],
  ])('takes out %s', (_, marked, given) => {
    expect(blackOut(marked)).toBe(given)
  })

  it('tells nothing of what it takes out, not even how long it was', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z ]{1,80}$/), (secret) => {
        expect(blackOut(`before [[${secret}]] after`)).toBe('before █████ after')
      }),
    )
  })

  it.each([
    ['one mark that is not closed', 'a [[b c'],
    ['one that was never opened', 'a b]] c'],
    ['a mark within a mark', 'a [[b [[c]] d]]'],
    ['words that are not the original', 'a [[x]] c'],
    ['words that are missing', 'a [[b]]'],
  ])('refuses %s', (_, marked) => {
    expect(isFaithful('a b c', marked)).toBe(false)
  })

  it('takes whatever is marked of a text, with any ends of lines', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z\n ]{2,60}$/), fc.nat(), fc.nat(), (text, one, other) => {
        const [from = 0, to = 0] = [one % text.length, other % text.length].sort((a, b) => a - b)
        const marked = `${text.slice(0, from)}[[${text.slice(from, to)}]]${text.slice(to)}`
        expect(isFaithful(text, marked.replaceAll('\n', '\r\n'))).toBe(true)
      }),
    )
  })
})

describe('a review', () => {
  const typed = {
    givenNames: 'Mira',
    exploiters: 'Anton of the car wash',
    referrerName: 'Sam Nurse',
    account: 'Anton shouted at Mira',
  }
  const answers = heldAnswers(typed, [{ id: '1', question: 'givenNames', old: 'Mirra' }])
  const form = (given: Record<string, string>) => new URLSearchParams(given)
  const all = Object.fromEntries(
    answers.flatMap(({ id, shown, suggested }) => [
      [`marked-${id}`, shown],
      [`exemption-${id}`, suggested ?? 'give'],
    ]),
  )
  const fileOf = (given: Record<string, string>) => {
    const { review, problems } = takeReview(answers, form(given))
    expect(problems).toEqual([])
    const held = {
      reference: 'HMS-0000-0000-0',
      sentAt: new Date('2026-01-01'),
      answers,
      lines: { decided: ['Reasonable grounds: positive'] },
    }
    return subjectAccessFile(held, review, new Date('2026-02-01'))
  }

  it('puts what is given under headings, and leaves out those with nothing', () => {
    const file = fileOf(all)
    const headings = file.split('\n').filter((line) => /^[A-Z ]{9,}$/.test(line))
    expect(headings).toEqual(['WHAT IS KEPT ABOUT YOU', 'WHAT WE WERE TOLD', 'WHAT WAS DECIDED'])
    expect(file).toContain('- Reasonable grounds: positive')
  })

  it('keeps what is about others by its nature, unless somebody says otherwise', () => {
    const file = fileOf(all)
    expect(file).toContain('Mira')
    expect(file).toContain('Mirra')
    expect(file).not.toContain('car wash')
    expect(file).not.toContain('Sam Nurse')
  })

  it('blacks out what is marked in free text', () => {
    const file = fileOf({ ...all, 'marked-account': '[[Anton]] shouted at Mira' })
    expect(file).toContain('█████ shouted at Mira')
    expect(file).not.toContain('Anton')
  })

  it('says that something is not given and why, but not where that would tell of an investigation', () => {
    expect(fileOf({ ...all, 'exemption-account': 'serious_harm' })).toContain('Schedule 3')
    const silent = fileOf({ ...all, 'exemption-account': 'crime', 'exemption-exploiters': 'crime' })
    expect(silent).not.toContain('Schedule 2, paragraph 2')
    expect(silent).not.toContain('shouted')
  })

  it('is wanted of each answer: none is given that nobody looked at', () => {
    const { problems } = takeReview(answers, form({ ...all, 'exemption-account': '' }))
    expect(problems.map(({ question }) => question)).toEqual(['exemption-account'])
    expect(takeReview(answers, form({})).problems).toHaveLength(answers.length)
  })

  it('is refused where the text is another than what is kept', () => {
    const { problems } = takeReview(answers, form({ ...all, 'marked-account': 'Nothing' }))
    expect(problems.map(({ question }) => question)).toEqual(['marked-account'])
  })
})
