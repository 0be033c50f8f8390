import pino from 'pino'

/**
 * The log. It takes codes, counts and times only: `error` is reduced to its kind and place, because
 * the message of an error may repeat what somebody typed.
 */
export const log = pino({
  base: null,
  serializers: {
    err: (error: unknown) =>
      error instanceof Error
        ? { name: error.name, code: codeOf(error), at: placeOf(error) }
        : { name: typeof error },
  },
})

const codeOf = (error: Error) => ('code' in error ? String(error.code) : undefined)
const placeOf = (error: Error) =>
  error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .map((line) => line.trim())
