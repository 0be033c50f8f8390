import type { Journey } from '@/lib/journey/journey'
import { anyOf, email, oneOf, text } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'
import { scopeNames, scopes } from './scopes'

/** How long a token holds, in days. Nobody makes one that holds for ever. */
const lengths = { 90: '90 days', 180: '180 days', 365: 'A year' } as const

const questions = {
  name: text({
    ask: 'What is the key for?',
    hint: 'The name of the system that calls. For example: case system of the hospital',
    called: 'What it is for',
    limit: 100,
    missing: 'Enter what the key is for',
    sensitivity: 'fact',
  }),
  account: email({
    ask: 'Work email of the account that it acts as',
    hint: 'An account that was made for the system, and at which nobody signs in. The key is for the organisation of the account',
    called: 'Work email',
    missing: 'Enter the work email of the account',
    sensitivity: 'fact',
  }),
  scopes: anyOf({
    ask: 'What may it do?',
    options: Object.fromEntries(scopeNames.map((scope) => [scope, scopes[scope].says])),
    missing: 'Select what it may do',
    sensitivity: 'fact',
  }),
  days: oneOf({
    ask: 'How long does it hold?',
    hint: 'Administrators are told two weeks before it ends',
    options: lengths,
    missing: 'Select how long it holds',
    sensitivity: 'fact',
  }),
}

/** What an administrator says of a new key to the partner API. */
export const tokenForm: Journey<typeof questions> = oneStep('Make a key', questions)
