import type { Actor } from '@/lib/access/actor'
import { longText, oneOf } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'
import { formats } from './formats'
import { isKind, kinds, mayExport } from './kinds'
import { periods } from './periods'

/** The form that asks for a file, with the kinds that an actor may ask for. */
export const fileFormFor = (actor: Pick<Actor, 'role'>) =>
  oneStep(
    'Ask for a file',
    {
      kind: oneOf({
        ask: 'What do you need?',
        options: Object.fromEntries(
          Object.entries(kinds).filter(([kind]) => isKind(kind) && mayExport(actor, kind)),
        ),
        missing: 'Select what you need',
        sensitivity: 'fact',
      }),
      period: oneOf({
        ask: 'Of which time?',
        options: periods,
        missing: 'Select of which time',
        sensitivity: 'fact',
      }),
      format: oneOf({
        ask: 'What kind of file?',
        options: formats,
        missing: 'Select what kind of file',
        sensitivity: 'fact',
      }),
      reason: longText({
        ask: 'What do you need it for?',
        hint: 'A second person may read this. Do not add names of people in cases',
        called: 'What you need it for',
        missing: 'Enter what you need it for',
        limit: 1_000,
        sensitivity: 'fact',
      }),
    },
    {
      says: [
        'A file that has left this service is yours to keep safe. Take no more than you need, and delete it when you have used it.',
      ],
    },
  )
