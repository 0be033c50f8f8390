import { fullDate, longText, oneOf, text } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'
import { isoOf } from '@/lib/journey/partial-date'
import { disposeReasons, holdReasons, keepReasons } from './disposal'

const words = longText({
  ask: 'Anything more to say',
  hint: 'Do not say who the person is',
  called: 'What more there is to say',
  limit: 2_000,
  sensitivity: 'fact',
})

/** The review of a referral whose time is over. What a legal hold keeps can only be kept. */
export const reviewFormFor = ({ isHeld }: { readonly isHeld: boolean }) =>
  oneStep(
    'Review before disposal',
    {
      decision: oneOf({
        ask: 'What should happen to it?',
        options: {
          keep: 'Keep it until a day',
          dispose: {
            label: 'Erase it',
            hint: 'A second person must agree. It cannot be undone',
          },
        },
        missing: 'Select if it is kept or erased',
        sensitivity: 'fact',
      }),
      until: fullDate({
        ask: 'Until which day?',
        called: 'The day',
        from: 2020,
        missing: 'Enter the day until which it is kept',
        sensitivity: 'fact',
      }),
      keepBecause: oneOf({
        ask: 'Why is it kept?',
        options: keepReasons,
        missing: 'Select why it is kept',
        sensitivity: 'fact',
      }),
      disposeBecause: oneOf({
        ask: 'Why is it erased?',
        options: disposeReasons,
        missing: 'Select why it is erased',
        sensitivity: 'fact',
      }),
      words,
    },
    {
      placed: [
        'decision',
        { question: 'until', under: ['decision', 'keep'] },
        { question: 'keepBecause', under: ['decision', 'keep'] },
        { question: 'disposeBecause', under: ['decision', 'dispose'] },
        'words',
      ],
      checks: [
        {
          id: 'until-is-ahead',
          question: 'until',
          kind: 'impossible',
          when: ({ until }, { today }) => until !== undefined && isoOf(until) <= isoOf(today),
          message: 'The day must be after today',
        },
        {
          id: 'not-held',
          question: 'decision',
          kind: 'impossible',
          when: ({ decision }) => decision === 'dispose' && isHeld,
          message: 'A legal hold keeps it. Lift the hold first',
        },
      ],
    },
  )

/** What a second person answers. */
export const agreeForm = oneStep('Erase a referral', {
  agree: oneOf({
    ask: 'Do you agree that it is erased?',
    hint: 'Everything that was typed about it goes, and cannot come back. That it was here, and who did what, stays',
    options: { yes: 'Yes, erase it', no: 'No, it must be reviewed again' },
    missing: 'Select if you agree',
    sensitivity: 'fact',
  }),
})

/** The form that keeps a case whatever its time is. */
export const holdForm = oneStep('Place a legal hold', {
  reference: text({
    ask: 'Reference of the case',
    called: 'The reference',
    missing: 'Enter the reference of the case',
    limit: 30,
    sensitivity: 'fact',
  }),
  because: oneOf({
    ask: 'Why must it be kept?',
    options: holdReasons,
    missing: 'Select why it must be kept',
    sensitivity: 'fact',
  }),
  words,
})
