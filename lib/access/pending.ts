import { z } from 'zod'
import { ways, type Way } from './second-factor'

const wayNames = Object.keys(ways) as [Way, ...Way[]]
const known = { accountId: z.uuid(), ways: z.array(z.enum(wayNames)) }

/**
 * How far somebody has come who has not signed in yet. There is no session before the last step: this
 * is all there is, sealed, in a cookie of ten minutes.
 */
export const pending = z.discriminatedUnion('todo', [
  /** The code of their app, or a recovery code. */
  z.object({ todo: z.literal('code'), ...known }),
  /** To set up an app: its secret is kept nowhere else until a first code proves that it works. */
  z.object({ todo: z.literal('enrol'), ...known, email: z.string(), secret: z.string() }),
  /** The code that was sent by email; shown here only in a demonstration that sends none. */
  z.object({ todo: z.literal('email'), codeId: z.uuid(), shown: z.string().optional() }),
])

export type Pending = z.infer<typeof pending>
export type PendingFor<Todo extends Pending['todo']> = Extract<Pending, { todo: Todo }>
