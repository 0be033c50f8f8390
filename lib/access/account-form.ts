import { email, fullDate, oneOf, text } from '@/lib/journey/kinds'
import type { Journey } from '@/lib/journey/journey'
import { roles } from './roles'

/** What an administrator says of a new account. The organisations are the partners of the day. */
export const accountFormFor = (
  organisations: readonly { readonly slug: string; readonly name: string }[],
) => {
  const questions = {
    name: text({ ask: 'Name', called: 'Name', missing: 'Enter their name', sensitivity: 'fact' }),
    email: email({
      ask: 'Work email',
      called: 'Work email',
      missing: 'Enter their work email',
      sensitivity: 'fact',
    }),
    jobTitle: text({ ask: 'Job', called: 'Job', sensitivity: 'fact' }),
    role: oneOf({
      ask: 'Role',
      hint: 'For every role but referrer, a second person must agree',
      options: roles,
      missing: 'Select their role',
      sensitivity: 'fact',
    }),
    organisation: oneOf({
      ask: 'Organisation',
      options: Object.fromEntries(organisations.map(({ slug, name }) => [slug, name])),
      missing: 'Select their organisation',
      sensitivity: 'fact',
    }),
    lastDay: fullDate({
      ask: 'Last day, if they are here for a time only',
      called: 'Last day',
      hint: 'The account closes after this day. Leave it empty if there is none',
      from: 2026,
      sensitivity: 'fact',
    }),
  }
  const journey: Journey<typeof questions> = {
    version: '2026-11-22',
    questions,
    steps: [
      {
        id: 'account',
        title: 'Add an account',
        questions: ['name', 'email', 'jobTitle', 'role', 'organisation', 'lastDay'],
      },
    ],
  }
  return journey
}
