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

/** Whether an address is of this machine itself. */
export const isLoopback = ({ hostname }: URL) =>
  ['localhost', '127.0.0.1', '[::1]'].includes(hostname)

const isOrigin = (value: string) => URL.canParse(value) && new URL(value).origin === value

const isSafeOrigin = (value: string) => {
  if (!isOrigin(value)) return true
  const url = new URL(value)
  return url.protocol === 'https:' || isLoopback(url)
}

const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'

const plainSchema = z.object({
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
  /** Where what happens by itself runs: in this process, or elsewhere by `npm run worker`. */
  JOBS: z.enum(['here', 'elsewhere'], 'must be here or elsewhere').default('here'),
  /** How people are told outside the pages: not at all, by a mail server, or by GOV.UK Notify. */
  MESSAGES: z.enum(['off', 'smtp', 'notify'], 'must be off, smtp or notify').default('off'),
  /** The mail server: `smtps://user:password@host:port`, or `smtp://…` where it offers STARTTLS. */
  SMTP_URL: z
    .string()
    .refine(
      (value) => /^smtps?:\/\/[^/]/.test(value) && URL.canParse(value),
      'must be an address such as smtps://user:password@mail.example:465',
    )
    .optional(),
  /** From whom the mails are: an address, or `Name <address>`. */
  MESSAGES_FROM: z
    .string()
    .regex(/^[^\r\n<>]*<?[^\s@<>]+@[^\s@<>]+>?$/, 'must be an email address')
    .optional(),
  /** The key of a service at GOV.UK Notify: its name, the service’s id and a secret. */
  NOTIFY_API_KEY: z
    .string()
    .regex(new RegExp(`${uuid}-${uuid}$`), 'must be an API key of GOV.UK Notify')
    .optional(),
  /** A template whose subject is ((subject)) and whose text is ((body)). */
  NOTIFY_TEMPLATE_ID: z
    .string()
    .regex(new RegExp(`^${uuid}$`), 'must be the id of a template at GOV.UK Notify')
    .optional(),
  NOTIFY_URL: z
    .string()
    .refine((value) => isOrigin(value) && isSafeOrigin(value), 'must begin with https://')
    .default('https://api.notifications.service.gov.uk'),
})

type Given = z.infer<typeof plainSchema>

/** What each way of telling people cannot do without. */
const neededFor: Readonly<Record<Given['MESSAGES'], readonly (keyof Given)[]>> = {
  off: [],
  smtp: ['SMTP_URL', 'MESSAGES_FROM'],
  notify: ['NOTIFY_API_KEY', 'NOTIFY_TEMPLATE_ID'],
}

const environmentSchema = plainSchema.superRefine((given, context) => {
  for (const name of neededFor[given.MESSAGES])
    if (given[name] === undefined)
      context.addIssue({
        code: 'custom',
        path: [name],
        message: `is missing: MESSAGES=${given.MESSAGES} needs it`,
      })
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
