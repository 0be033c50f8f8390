import pg from 'pg'
import { afterAll } from 'vitest'

/** Whether the line goes before a statement is sent, or before its answer is heard. */
export const moments = ['before', 'after'] as const
export type Moment = (typeof moments)[number]

/** How an act ended on a line that was to be cut: `isCut` where it came as far as that. */
export type Ended<T> = { readonly isCut: boolean } & (
  { readonly done: T } | { readonly error: unknown }
)

const isCallback = (given: unknown): given is (error: unknown) => void =>
  typeof given === 'function'

const isService = (client: unknown): client is pg.Client =>
  client instanceof pg.Client && client.user === 'referral_login'

/** As when a cable is pulled out. The server undoes what it was not told to keep. */
const end = (client: pg.Client) => void client.end().catch(() => undefined)

const unheard = () => Object.assign(new Error('Connection terminated'), { code: 'ECONNRESET' })

/**
 * Cuts the service's line to a PostgreSQL server at one statement of an act, counted from 1: BEGIN and
 * COMMIT are statements too. Call it once, at the top of the file.
 */
export function cutConnection() {
  const { query } = pg.Client.prototype
  let cut: { readonly moment: Moment; readonly at: number } | undefined
  let count = 0
  const isDue = () => cut !== undefined && (count += 1) === cut.at
  pg.Client.prototype.query = new Proxy(query, {
    apply: (ask, client, given: unknown[]): unknown => {
      if (!isService(client) || !isDue()) return Reflect.apply(ask, client, given)
      if (cut?.moment === 'before') {
        end(client)
        return Reflect.apply(ask, client, given)
      }
      const callback = given.at(-1)
      if (!isCallback(callback))
        return Promise.resolve(Reflect.apply(ask, client, given)).then(() => {
          end(client)
          throw unheard()
        })
      const hear = () => {
        end(client)
        callback(unheard())
      }
      return Reflect.apply(ask, client, [...given.slice(0, -1), hear])
    },
  })
  afterAll(() => {
    pg.Client.prototype.query = query
  })
  return async <T>(moment: Moment, at: number, act: () => Promise<T>): Promise<Ended<T>> => {
    cut = { moment, at }
    count = 0
    try {
      return { done: await act(), isCut: count >= at }
    } catch (error) {
      return { error, isCut: count >= at }
    } finally {
      cut = undefined
    }
  }
}
