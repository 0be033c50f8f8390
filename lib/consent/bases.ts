import type { Purpose } from './purposes'

interface Basis {
  readonly label: string
  readonly hint: string
  /** What may go ahead on it. */
  readonly purposes: readonly Purpose[]
}

/**
 * What lets something go ahead, or be kept, without an agreement. Sources: UK GDPR art. 6(1)(c) to (e)
 * and art. 9(2)(c) and (g); Data Protection Act 2018 sch. 1 paras 10 and 18, sch. 2 para 2 and part 3;
 * Mental Capacity Act 2005 s.4.
 */
export const bases = {
  child: {
    label: 'To protect a child',
    hint: 'Data Protection Act 2018, schedule 1, paragraph 18',
    purposes: ['nrm', 'support', 'contact'],
  },
  serious_harm: {
    label: 'To protect somebody from serious harm',
    hint: 'UK GDPR article 6(1)(d) and Data Protection Act 2018, schedule 1, paragraph 18',
    purposes: ['support', 'contact'],
  },
  best_interests: {
    label: 'Best interests of somebody who cannot decide',
    hint: 'Mental Capacity Act 2005, section 4. Name who decided, and when',
    purposes: ['nrm', 'support', 'contact'],
  },
  crime: {
    label: 'To prevent or detect a crime',
    hint: 'Data Protection Act 2018, schedule 1, paragraph 10 and part 3',
    purposes: ['contact'],
  },
  court_order: {
    label: 'A court ordered it',
    hint: 'Data Protection Act 2018, schedule 2, paragraph 5',
    purposes: ['nrm', 'support', 'contact'],
  },
  legal_duty: {
    label: 'The law requires us to keep it',
    hint: 'UK GDPR article 6(1)(c)',
    purposes: [],
  },
} as const satisfies Readonly<Record<string, Basis>>

export type BasisName = keyof typeof bases

export const isBasis = (text: string): text is BasisName => Object.hasOwn(bases, text)

const basisNames = Object.keys(bases).filter(isBasis)

/** The bases on which a purpose may go ahead without an agreement. */
export const basesFor = (purpose: Purpose): readonly BasisName[] =>
  basisNames.filter((name) => bases[name].purposes.some((one) => one === purpose))

/**
 * What may go ahead without an agreement. Police learn who somebody is by a release, which has rules of
 * its own, and a share names its basis itself.
 */
export const overridable = ['nrm', 'support', 'contact'] as const satisfies readonly Purpose[]

export type Overridable = (typeof overridable)[number]
