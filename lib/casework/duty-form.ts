import type { Catalogue } from '@/lib/journey/journey'
import { longText, oneOf, text } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'
import type { ReferralFacts } from '@/lib/routing/facts'
import * as when from '@/lib/routing/predicates'
import { duties, manners, needsReference, settlements, type DutyKind } from './duties'

/**
 * Whether a notification may say who the person is: for an adult only where they agreed that police
 * know. Source: Modern Slavery Act 2015 s.52(3).
 */
export const mayBeNamed = (facts: ReferralFacts) =>
  when.mayBeChild(facts) || when.agreesToPoliceIdentity(facts)

const notNamed = 'The person has not agreed, so the notification must not say who they are'

const waysOf = (kind: DutyKind, named: boolean) =>
  kind === 'duty_to_notify'
    ? {
        anonymous: manners.anonymous,
        named: named ? manners.named : { label: manners.named, hint: `Not possible. ${notNamed}` },
        not_needed: settlements.not_needed,
      }
    : settlements

const referenceOf = (kind: DutyKind) =>
  text({
    ask: kind === 'crime_record' ? 'Crime number' : 'Reference of the notification',
    hint: 'Leave it empty where it is not needed',
    called: 'The reference',
    limit: 40,
    sensitivity: 'fact',
  })

/**
 * The form that settles a duty: `settledAs` is done or not_needed and, of the duty to notify, how it was
 * done in place of done; `reference` where the duty ends in one; `words` say who, when and how, or why not.
 * @param named whether the notification may say who the person is
 */
export const dutyFormFor = (kind: DutyKind, named: boolean) => {
  const { label, task, source } = duties[kind]
  const hasReference = needsReference.includes(kind)
  const questions: Catalogue = {
    settledAs: oneOf({
      ask: 'How is it settled?',
      options: waysOf(kind, named),
      missing: 'Select how it is settled',
      sensitivity: 'fact',
    }),
    ...(hasReference && { reference: referenceOf(kind) }),
    words: longText({
      ask: 'Who took it, when and how? Or why is it not needed?',
      hint: 'Do not say who the person is',
      called: 'What you say',
      limit: 2_000,
      missing: 'Enter who took it, when and how, or why it is not needed',
      sensitivity: 'account',
    }),
  }
  return oneStep(label, questions, {
    says: [`${task}.`, `Source: ${source}.`],
    checks: [
      {
        id: 'named-by-agreement',
        question: 'settledAs',
        kind: 'impossible' as const,
        when: ({ settledAs }: { settledAs?: unknown }) => settledAs === 'named' && !named,
        message: `${notNamed}: section 52 of the Modern Slavery Act 2015`,
      },
      ...(hasReference
        ? [
            {
              id: 'done-has-reference',
              question: 'reference',
              kind: 'impossible' as const,
              when: ({ settledAs, reference }: { settledAs?: unknown; reference?: unknown }) =>
                settledAs !== undefined && settledAs !== 'not_needed' && reference === undefined,
              message:
                kind === 'crime_record' ? 'Enter the crime number' : 'Enter the reference you got',
            },
          ]
        : []),
    ],
  })
}
