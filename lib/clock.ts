import { AsyncLocalStorage } from 'node:async_hooks'

const moved = new AsyncLocalStorage<Date>()

/** What time it is. The demonstration and tests may move it, for the length of one act. */
export const now = () => moved.getStore() ?? new Date()

/** Runs an act as though it were done at a moment. */
export const atMoment = <T>(moment: Date, act: () => Promise<T>): Promise<T> =>
  moved.run(moment, act)

/** The moment that the clock was moved to; `undefined` where it runs as usual. */
export const movedTo = () => moved.getStore()
