import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it, test } from 'vitest'
import { NrmPackPage } from '@/components/papers/nrm-pack-page'
import { PaperPage } from '@/components/papers/paper-page'
import { fieldSets, type Audience } from '@/lib/disclosure/field-sets'
import type { Raw, RawAnswers } from '@/lib/journey/question'
import { withPresentContact } from '@/lib/papers/present-contact'
import { paperNames, paperOf, whyNot, type PaperName } from '@/lib/papers/papers'
import { promptSheet } from '@/lib/papers/prompt-sheet'
import { allQuestions } from '@/lib/referral/all-questions'
import { questionOf } from '@/lib/referral/question-of'
import { referralJourney } from '@/lib/referral/steps'
import { canaryOf } from '../support/canaries'
import { paperCase, paperFrom, textOf } from '../support/papers'
import { situations } from '../support/situations'
import held from './papers.json'

const ids = Object.keys(allQuestions)
const typedInto = (id: string): Raw => {
  const question = questionOf(id)
  if (!question) throw new Error(`There is no question ${id}`)
  const options = Object.keys(question.options ?? {}).filter((key) => key !== 'unknown')
  if (question.kind === 'date') return ['3', '4', '1999']
  if (question.kind === 'whole-number') return '4'
  return canaryOf(id, question) ?? (question.kind === 'any-of' ? options : (options[0] ?? ''))
}

/** Every question answered, whatever the others say. */
const everything: RawAnswers = Object.fromEntries(ids.map((id) => [id, typedInto(id)]))
const agrees = { who: 'adult', consentNrm: 'given' } as const
const refuses = { who: 'adult', consentNrm: 'refused', consentPoliceIdentity: 'refused' } as const
const contentOf = (name: PaperName, ...given: Parameters<typeof paperCase>) =>
  paperOf(name).contentOf(paperCase(...given))
/** The questions of which a text that somebody typed stands on a paper. */
const textsOn = (said: string) =>
  ids.filter((id) => {
    const question = questionOf(id)
    const canary = question && canaryOf(id, question)
    return canary !== undefined && said.includes(canary)
  })

/** Those that hold what was answered as it was typed. The packs have tests of their own. */
const ofAnswers = paperNames.filter(
  (name) => !['nrm_pack', 'duty_to_notify', 'disclosure_receipt'].includes(name),
)

describe('of a case in which every question is answered', () => {
  it.each(ofAnswers.filter((name) => name !== 'referrer_copy'))(
    '%s holds the answers that the table beside this test says, and no others',
    (name) => {
      const { fields } = contentOf(name, everything, agrees)
      expect([...fields].sort()).toEqual([...held[name as keyof typeof held]].sort())
    },
  )

  it.each(ofAnswers)('%s says no text that is not recorded as shown', (name) => {
    const content = contentOf(name, everything, agrees)
    const said = textsOn(textOf(content))
    expect(said.length).toBeGreaterThan(2)
    expect(said.filter((id) => !content.fields.includes(id))).toEqual([])
  })

  it('the referrer gets a copy of all that they said', () => {
    const content = contentOf('referrer_copy', everything, agrees)
    expect([...content.fields].sort()).toEqual(ids.filter((id) => everything[id] !== '').sort())
  })

  it('the receipt of the person holds nothing that anybody answered', () => {
    const content = contentOf('disclosure_receipt', everything, agrees)
    expect([content.fields, textsOn(textOf(content))]).toEqual([[], []])
  })

  it('a paper for others holds no more than those others may see', () => {
    const readers: Partial<Record<PaperName, Audience>> = { beacon_referral: 'beacon_worker' }
    for (const [name, reader] of Object.entries(readers)) {
      const sees: readonly string[] = fieldSets[reader].sees
      const beyond = contentOf(name as PaperName, everything, agrees).fields.filter((id) => {
        const question = questionOf(id)
        return question?.about !== 'referrer' && !sees.includes(question?.sensitivity ?? '')
      })
      expect(beyond).toEqual([])
    }
  })

  it('police intelligence is about places and those who exploit, not who the person is', () => {
    const { fields } = contentOf('police_intelligence', everything, agrees)
    expect(fields.filter((id) => questionOf(id)?.sensitivity === 'identity')).toEqual([])
  })

  it('of an adult who did not agree to be named, the record holds no text that somebody typed of them', () => {
    const content = contentOf('ms1', everything, refuses)
    const about = textsOn(textOf(content)).map((id) => questionOf(id)?.about)
    expect(new Set(about)).toEqual(new Set(['referrer']))
    expect(content.fields).not.toContain('dateOfBirth')
    expect(content.fields).toContain('worries')
  })

  it('who among staff is said to be involved is on no paper that goes to others', () => {
    for (const name of ofAnswers.filter((one) => one !== 'referrer_copy'))
      expect(contentOf(name, everything, agrees).fields).not.toContain('implicated')
  })
})

describe('what they agree to', () => {
  it.each([
    [agrees, 'They agree'],
    [refuses, 'They do not agree'],
    [{ who: 'adult', consentNrm: 'withdrawn' } as const, 'They changed their mind'],
    [{ who: 'child' } as const, 'A child does not have to agree'],
  ])('%j: is told as it stands now, not as it was sent', (answers, words) => {
    const said = textOf(contentOf('childrens_social_care', { consentNrm: 'not_asked' }, answers))
    expect(said).toContain(words)
  })
})

describe('whether a paper can be made', () => {
  const of = (name: PaperName, answers: Parameters<typeof paperCase>[1], more = {}) =>
    whyNot(name, paperCase({}, answers, more))

  it.each<[PaperName, Parameters<typeof paperCase>[1], object, string | undefined]>([
    ['nrm_pack', agrees, {}, undefined],
    ['nrm_pack', { who: 'child' }, {}, undefined],
    ['nrm_pack', refuses, {}, 'do not agree'],
    [
      'nrm_pack',
      { ...refuses, capacity: 'lacks', bestInterests: 'refer' },
      { audience: 'first_responder_desk' },
      undefined,
    ],
    ['nrm_pack', { who: 'place' }, {}, 'Nobody has been identified'],
    ['nrm_pack', agrees, { isFirstResponder: false }, 'Only a First Responder'],
    ['nrm_pack', agrees, { audience: 'police_named' }, 'Others'],
    ['childrens_social_care', agrees, {}, 'an adult'],
    ['childrens_social_care', { ...agrees, childrenAtRisk: 'yes' }, {}, undefined],
    ['childrens_social_care', { who: 'uncertain' }, {}, undefined],
    ['adult_safeguarding', { ...agrees, careNeeds: 'yes' }, {}, undefined],
    ['adult_safeguarding', { ...agrees, careNeeds: 'unknown' }, {}, undefined],
    ['adult_safeguarding', { ...agrees, careNeeds: 'no' }, {}, 'do not need'],
    ['adult_safeguarding', { who: 'child' }, {}, 'child'],
    ['beacon_referral', agrees, {}, undefined],
    ['beacon_referral', agrees, { queues: ['NRM'] }, 'does not go to Beacon'],
    ['beacon_referral', { ...agrees, consentSupport: 'refused' }, {}, 'do not agree'],
    ['police_intelligence', agrees, {}, 'Others'],
    ['police_intelligence', agrees, { audience: 'police_withheld' }, undefined],
    ['referrer_copy', agrees, { audience: 'first_responder_desk' }, 'Others'],
    ['disclosure_receipt', agrees, { audience: 'safeguarding_lead' }, undefined],
  ])('%s of %j, by %j: %s', (name, answers, more, because) => {
    const found = of(name, answers, more)
    if (because === undefined) expect(found).toBeUndefined()
    else expect(found).toContain(because)
  })

  it('nobody with whom a case is only shared makes one', () => {
    const partners: readonly Audience[] = [
      ...(['partner_support', 'partner_safeguarding', 'partner_advice'] as const),
      'referrer_organisation',
    ]
    for (const audience of partners)
      expect(paperNames.filter((name) => !of(name, agrees, { audience }))).toEqual([])
  })
})

describe('how it is safe to contact them', () => {
  const said = {
    contactChannels: ['phone', 'post'],
    contactPhone: '07700 900111',
    contactAddress: '1 Example Street',
    contactNotes: 'After nine',
  }
  const plan = (typed: RawAnswers) => ({ typed, confirmedAt: new Date('2026-11-22T09:00:00Z') })
  const none = { plan: undefined, isRefused: false, attempts: [] }

  it.each([
    ['is as it was sent, where nothing was recorded since', none, ['07700 900111', 'Example']],
    [
      'is as the plan says, where one was confirmed',
      {
        ...none,
        plan: plan({ anyWay: 'yes', phone: 'yes', phoneValue: '07700 900222', post: 'no' }),
      },
      ['07700 900222'],
    ],
    [
      'is not by an address that an exploiter knows',
      {
        ...none,
        plan: plan({ anyWay: 'yes', post: 'yes', postValue: 'There', postShared: 'yes' }),
      },
      [],
    ],
    ['is none, where there is no safe way any more', { ...none, plan: plan({ anyWay: 'no' }) }, []],
    ['is none, where they said that nobody may', { ...none, isRefused: true }, []],
    [
      'is none, where it was not safe the last time',
      { ...none, attempts: [{ channel: 'phone', outcome: 'unsafe' }] },
      [],
    ],
    [
      'is not by a number that was wrong',
      { ...none, attempts: [{ channel: 'phone', outcome: 'wrong' }] },
      ['Example'],
    ],
  ])('%s', (_, since, ways) => {
    const now = JSON.stringify(withPresentContact(said, since))
    for (const way of ['07700 900111', '07700 900222', 'Example', 'There'])
      expect([way, now.includes(way)]).toEqual([way, ways.includes(way)])
  })
})

describe('what people typed stays text on the page of a paper', () => {
  const active = '<script>alert(1)</script> <img src=x onerror=alert(1)> [a](javascript:alert(1))'
  const typed = { ...everything, account: active, givenNames: active, exploiters: active }

  it.each(paperNames)('%s', (name) => {
    const found = paperCase(typed, agrees)
    const { pack } = paperOf(name).contentOf(found)
    const paper = paperFrom(name, found)
    const html = renderToStaticMarkup(
      pack ? (
        <NrmPackPage {...pack} paper={paper} fileHref="/pdf" />
      ) : (
        <PaperPage paper={paper} fileHref="/pdf" />
      ),
    )
    expect(html).not.toMatch(/<(script|img)|href="(?!\/pdf|#)/i)
    if (name === 'nrm_pack') expect(html).toContain('&lt;script&gt;')
  })
})

describe('the page of the pack for the Home Office form', () => {
  const { answers } = { answers: situations['an adult who agreed'] }
  const found = paperCase({ ...answers, account: 'a word '.repeat(3_000) }, agrees)
  const content = paperOf('nrm_pack').contentOf(found)
  if (!content.pack) throw new Error('There is no pack')
  const { pack } = content.pack
  const html = renderToStaticMarkup(
    <NrmPackPage {...content.pack} paper={paperFrom('nrm_pack', found)} fileHref="/pdf" />,
  )
  const places = (texts: readonly string[]) => texts.map((text) => html.indexOf(text))

  it('has what whoever decides will look for first, then what is missing, then the form page by page', () => {
    const order = places([
      'What whoever decides will look for',
      'id="missing"',
      ...pack.pages.map(({ id }) => `id="page-${id}"`),
    ])
    expect(order).not.toContain(-1)
    expect(order).toEqual([...order].sort((one, other) => one - other))
  })

  it('has every field in the order of the form, and a button to copy each that is filled', () => {
    const entries = pack.pages.flatMap((page) => page.entries)
    const order = places(entries.map(({ field }) => `id="field-${field}"`))
    expect(order).toEqual([...order].sort((one, other) => one - other))
    const filled = entries.filter(({ value }) => value !== undefined)
    for (const { field } of filled) expect(html).toContain(`data-copy="value-${field}-1"`)
    const missing = entries.filter(({ value }) => value === undefined)
    for (const { field } of missing) expect(html).toContain(`href="#field-${field}"`)
  })

  it('marks where a text is too long for its field, in pieces that fit', () => {
    expect(html).toContain('Piece 1 of 2')
    expect(html).toMatch(/id="value-how-they-were-treated-2"/)
  })
})

test('the prompt sheet is made of the questions of a referral, and asks for nobody by name', () => {
  const sheet = promptSheet('Made by somebody')
  const said = textOf(sheet)
  const asked = referralJourney.steps
    .filter(({ id }) => id !== 'you')
    .flatMap(({ questions }) =>
      questions.map((one) => (typeof one === 'string' ? one : one.question)),
    )
  expect(asked.filter((id) => !said.includes(allQuestions[id].ask))).toEqual([])
  expect(said).toContain('call 999')
})
