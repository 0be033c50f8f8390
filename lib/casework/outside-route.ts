import { county } from '@/lib/county/county'
import type { Catalogue } from '@/lib/journey/journey'
import { fullDate, longText, oneOf, text } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'
import { isoOf } from '@/lib/journey/partial-date'
import type { PartialDate } from '@/lib/journey/question'

/**
 * Where a case goes that is kept from the county's police, because somebody in the police is said to be
 * involved. Sources: Police Reform Act 2002 sch. 3; statutory guidance of the Independent Office for
 * Police Conduct.
 */
export const outsideRoutes = {
  outside_force: 'Another police force',
  complaints_office: 'The Independent Office for Police Conduct',
  professional_standards: `The professional standards department of ${county.policeForce}`,
} as const

export type OutsideRoute = keyof typeof outsideRoutes

/** The type of the act that says where it was sent. */
export const outsideAct = 'route_outside'

export const isOutsideRoute = (text: unknown): text is OutsideRoute =>
  typeof text === 'string' && Object.hasOwn(outsideRoutes, text)

const forces = Object.fromEntries(county.outsideForces.map(({ slug, name }) => [slug, name]))

/** Where a case was sent, in words. */
export const outsideInWords = ({
  route,
  force,
}: {
  readonly route: string
  readonly force?: string | undefined
}) =>
  route === 'outside_force' && force
    ? (forces[force] ?? force)
    : isOutsideRoute(route)
      ? outsideRoutes[route]
      : route

const questions: Catalogue = {
  route: oneOf({
    ask: 'Where did you send it?',
    options: outsideRoutes,
    missing: 'Select where you sent it',
    sensitivity: 'fact',
  }),
  force: oneOf({
    ask: 'Which force?',
    options: forces,
    missing: 'Select the force',
    sensitivity: 'fact',
  }),
  standards: oneOf({
    ask: 'Is somebody of that department said to be involved?',
    options: { no: 'No', yes: 'Yes, or it is not known' },
    missing: 'Select if somebody of that department is said to be involved',
    sensitivity: 'fact',
  }),
  reference: text({
    ask: 'Their reference',
    hint: 'Leave it empty if you have none yet',
    called: 'Their reference',
    limit: 40,
    sensitivity: 'fact',
  }),
  on: fullDate({
    ask: 'When did you send it?',
    called: 'The day',
    from: 2020,
    missing: 'Enter the day on which you sent it',
    sensitivity: 'fact',
  }),
  words: longText({
    ask: 'Who took it, and how?',
    hint: 'Do not say who the person is',
    called: 'What you say',
    limit: 2_000,
    missing: 'Enter who took it, and how',
    sensitivity: 'account',
  }),
}

/** The form that says where a case was sent that is kept from the police. */
export const outsideForm = oneStep('Say where you sent this case', questions, {
  says: [
    'The police of the county do not see it, so others have to. Do not send it to anybody who works with those who are said to be involved.',
  ],
  placed: [
    'route',
    { question: 'force', under: ['route', 'outside_force'] },
    { question: 'standards', under: ['route', 'professional_standards'] },
    'reference',
    'on',
    'words',
  ],
  checks: [
    {
      id: 'not-to-the-involved',
      question: 'route',
      kind: 'impossible',
      when: (given) => (given as { standards?: string }).standards === 'yes',
      message: 'Send it to another force or to the Independent Office for Police Conduct instead',
    },
    {
      id: 'not-ahead',
      question: 'on',
      kind: 'impossible',
      when: (given, { today }) => {
        const { on } = given as { on?: Required<PartialDate> }
        return on !== undefined && isoOf(on) > isoOf(today)
      },
      message: 'The day must be today or in the past',
    },
  ],
})

/** A case that is kept from somebody, as the lead lists it. */
export interface RestrictedLine {
  readonly reference: string
  readonly submittedAt: Date
  /** Organisations by name, and how many people. */
  readonly keptFrom: readonly string[]
  readonly people: number
  /** Where it was sent, where it is kept from the police: nothing while it is open. */
  readonly sent: readonly {
    readonly route: string
    readonly force: string | undefined
    readonly reference: string | undefined
    readonly on: string
  }[]
  /** By when it has to be sent elsewhere; nothing where it is not kept from the police. */
  readonly dueAt: Date | undefined
}
