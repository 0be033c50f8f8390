import { z } from 'zod'

const yes = z
  .literal(['yes', 'no', ''], 'must be yes or no')
  .default('no')
  .transform((value) => value === 'yes')

const wholeNumber = (usual: number, most: number) =>
  z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(1, 'must be 1 or more')
    .max(most, `must be ${most} or less`)
    .default(usual)

const isLoopback = ({ hostname }: URL) => ['localhost', '127.0.0.1', '[::1]'].includes(hostname)

const isOrigin = (value: string) => URL.canParse(value) && new URL(value).origin === value

const isSafeOrigin = (value: string) => {
  if (!isOrigin(value)) return true
  const url = new URL(value)
  return url.protocol === 'https:' || isLoopback(url)
}

const environmentSchema = z.object({
  /** Where the referrals are: `postgresql://…`, or `pglite:<folder>` for the embedded database. */
  DATABASE_URL: z.string('is missing').min(1, 'is missing'),
  /** Who owns the tables: for migrations and loading data only, never given to the service. */
  DATABASE_OWNER_URL: z.string().optional(),
  /** Signs the sign-in cookie. */
  AUTH_SECRET: z
    .string('is missing: set it to at least 32 random characters')
    .min(32, 'is too short: set it to at least 32 random characters'),
  /** Seals names and answers in the database. Losing it loses them. */
  SEALING_KEY: z
    .string('is missing: set it to 32 random bytes in base64')
    .regex(
      /^[A-Za-z0-9+/]{43}=(,[A-Za-z0-9+/]{43}=)*$/,
      'must be 32 random bytes in base64; after a comma, the keys before it',
    ),
  /** The addresses at which people use the service, the first one first: no other's forms are accepted. */
  ORIGIN: z
    .string('is missing: set it to the address of the service, such as https://refer.example')
    .refine(
      (value) => value.split(',').every(isOrigin),
      'must be an address with nothing after the host, such as https://refer.example',
    )
    .refine((value) => value.split(',').every(isSafeOrigin), 'must begin with https://'),
  /** The network address to listen at: this machine alone, unless set; 0.0.0.0 is every one it has. */
  HOST: z.string().min(1).default('localhost'),
  PORT: wholeNumber(3000, 65_535),
  DEMONSTRATION: yes,
  EMBEDDED_DATABASE: yes,
  DEMO_PASSWORD: z.string().min(1).default('demonstration-only'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], 'must be one of pino’s levels')
    .default('info'),
  SESSION_IDLE_MINUTES: wholeNumber(30, 24 * 60),
  SESSION_HOURS: wholeNumber(10, 7 * 24),
})

const derived = (given: z.infer<typeof environmentSchema>) => {
  const origins = given.ORIGIN.split(',')
  return {
    ...given,
    origins,
    /** Cookies are for HTTPS only, unless this is somebody's own machine. */
    isSecure: origins.every((origin) => origin.startsWith('https://')),
    /** The key that seals, and after it those that only open. */
    sealingKeys: given.SEALING_KEY.split(',').map((key) => Buffer.from(key, 'base64')),
  }
}

export type Environment = ReturnType<typeof derived>

/**
 * Reads the settings that an operator gave. An empty one counts as not given.
 * @returns the settings, or one problem a setting: its name and what is wrong, never its value
 */
export function readEnvironment(
  given: Readonly<Record<string, string | undefined>>,
): { environment: Environment } | { problems: string[] } {
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
  const read = environmentSchema.safeParse(present)
  if (read.success) return { environment: derived(read.data) }
  return { problems: read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`) }
}

let known: Environment | undefined

/**
 * The settings of this process, read once. The only reader of `process.env`.
 * @throws an error of one line where a setting is missing or wrong
 */
export function environment(): Environment {
  if (known) return known
  const read = readEnvironment(process.env)
  if ('problems' in read) throw new Error(read.problems.join('; '))
  return (known = read.environment)
}
