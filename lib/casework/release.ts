/**
 * What allows police to be told who somebody is who did not agree to it. Sources: UK GDPR art. 6(1)(c),
 * (d) and (e); Data Protection Act 2018 sch. 1 para 18 and sch. 2 para 2(1); Care Act 2014 s.45.
 */
export const releaseBases = {
  serious_harm: 'To stop serious harm to the person or to others',
  crime: 'To stop a crime or find who commits it, which cannot be done without it',
  safeguarding: 'To protect a child or an adult at risk',
  court_order: 'A court orders it, or the law requires it',
} as const

/** The one basis on which one person decides alone. Source: UK GDPR art. 6(1)(d) and 9(2)(c). */
export const emergencyBasis = { threat_to_life: 'Somebody’s life is in danger now' } as const

const bases: Readonly<Record<string, string>> = { ...releaseBases, ...emergencyBasis }

/** What allows it, in words; the code itself where it is not known any more. */
export const basisInWords = (code: string) => (Object.hasOwn(bases, code) && bases[code]) || code

/** How a release stands. */
export const releaseStates = {
  waiting: 'Waits for an answer',
  refused: 'Refused',
  superseded: 'Overtaken by an emergency',
  released: 'Police know who the person is',
  to_review: 'Police know who the person is. To be reviewed',
  ended: 'Withheld again',
} as const

export type ReleaseState = keyof typeof releaseStates

interface ReleaseFacts {
  readonly kind: string
  readonly answer: string | null
  readonly reviewedAt: Date | null
  readonly endedAt: Date | null
}

/** The state of a release, derived from what happened to it. */
export const releaseStateOf = ({
  kind,
  answer,
  reviewedAt,
  endedAt,
}: ReleaseFacts): ReleaseState => {
  if (endedAt) return 'ended'
  if (answer === 'refused' || answer === 'superseded') return answer
  if (answer !== 'released') return 'waiting'
  return kind === 'emergency' && !reviewedAt ? 'to_review' : 'released'
}

/** One time that police asked who somebody is, as a lead or the one who asked sees it. */
export interface ReleaseLine {
  readonly id: string
  readonly reference: string
  readonly state: ReleaseState
  readonly basis: string
  /** A role and an organisation. */
  readonly askedBy: string
  readonly askedAt: Date
  readonly answeredAt: Date | null
  readonly reviewDueAt: Date | null
  /** Whether the reader may answer or review it: another person, of another organisation. */
  readonly isForUs: boolean
}

/** One release with what was written. */
export interface ReleaseRead extends ReleaseLine {
  readonly words: string
  readonly answerWords: string | undefined
  readonly reviewWords: string | undefined
}
