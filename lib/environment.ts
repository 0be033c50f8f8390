import { z } from 'zod'
import { identityProviders } from './access/identity-providers'

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

const isStore = (value: string) => {
  const [, bucket] = /^s3:(https?:\/\/[^/?#]+\/[^/?#]+)$/.exec(value) ?? []
  if (bucket === undefined) return /^disk:./.test(value)
  if (!URL.canParse(bucket)) return false
  const url = new URL(bucket)
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
  SESSION_IDLE_MINUTES: wholeNumber(15, 24 * 60),
  SESSION_HOURS: wholeNumber(10, 7 * 24),
  /** Whether a code besides the password is asked of all who need one, or only of those who have it. */
  SECOND_FACTOR: z.enum(['required', 'offered'], 'must be required or offered').optional(),
  /** How many proxies in front add to X-Forwarded-For: what stands before theirs is not believed. */
  TRUSTED_PROXIES: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(0, 'must be 0 or more')
    .max(10, 'must be 10 or less')
    .optional(),
  /** Organisations' own sign-in, as a list in JSON: lib/access/identity-providers.ts. */
  IDENTITY_PROVIDERS: identityProviders,
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
  /** Signs checkpoints of the audit trail; without it there are none. Not kept where the database is. */
  AUDIT_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/, 'must be 32 random bytes in base64')
    .optional(),
  /** The folder of those checkpoints. */
  AUDIT_CHECKPOINTS: z.string().optional(),
  /** How long a first link to choose a password holds, and one that two people agreed on. */
  INVITATION_HOURS: wholeNumber(72, 14 * 24),
  RECOVERY_MINUTES: wholeNumber(30, 24 * 60),
  /** After how long somebody must confirm that an account is still right, and when an unused one closes. */
  ACCOUNT_REVIEW_DAYS: wholeNumber(92, 366),
  ACCOUNT_UNUSED_DAYS: wholeNumber(90, 366),
  /** Where sealed photographs and documents are: `disk:<folder>`, or `s3:https://host/bucket`. */
  EVIDENCE: z
    .string()
    .refine(isStore, 'must be disk:<folder>, or s3: and the https:// address of a bucket')
    .default('disk:.data/evidence'),
  /** For a bucket: who asks, with which secret, and where it is. */
  EVIDENCE_KEY_ID: z.string().optional(),
  EVIDENCE_SECRET: z.string().optional(),
  EVIDENCE_REGION: z.string().default('us-east-1'),
  /** The scanner for viruses: `tcp://host:port` or `unix:/path` of clamd. */
  CLAMAV: z
    .string()
    .regex(
      /^(unix:\/.+|tcp:\/\/[\w.:[\]-]+:\d+)$/,
      'must be an address such as tcp://127.0.0.1:3310 or unix:/run/clamav/clamd.ctl',
    )
    .optional(),
  /** Hands files out though nothing scans them. */
  EVIDENCE_WITHOUT_SCAN: yes,
  /** From how many rows on somebody else has to agree to an export. */
  EXPORT_ROWS_ALONE: wholeNumber(500, 1_000_000),
})

type Given = z.infer<typeof plainSchema>

/** What each way of telling people cannot do without. */
const neededFor: Readonly<Record<Given['MESSAGES'], readonly (keyof Given)[]>> = {
  off: [],
  smtp: ['SMTP_URL', 'MESSAGES_FROM'],
  notify: ['NOTIFY_API_KEY', 'NOTIFY_TEMPLATE_ID'],
}

const neededForBucket = ['EVIDENCE_KEY_ID', 'EVIDENCE_SECRET'] as const

const environmentSchema = plainSchema.superRefine((given, context) => {
  for (const name of neededFor[given.MESSAGES])
    if (given[name] === undefined)
      context.addIssue({
        code: 'custom',
        path: [name],
        message: `is missing: MESSAGES=${given.MESSAGES} needs it`,
      })
  if (given.SECOND_FACTOR === 'offered' && !given.DEMONSTRATION)
    context.addIssue({
      code: 'custom',
      path: ['SECOND_FACTOR'],
      message: 'must be required, except in a demonstration',
    })
  for (const name of given.EVIDENCE.startsWith('s3:') && isStore(given.EVIDENCE)
    ? neededForBucket
    : [])
    if (given[name] === undefined)
      context.addIssue({ code: 'custom', path: [name], message: 'is missing: EVIDENCE needs it' })
})

const derived = (given: z.infer<typeof environmentSchema>) => {
  const origins = given.ORIGIN.split(',')
  const isSecure = origins.every((origin) => origin.startsWith('https://'))
  return {
    ...given,
    origins,
    /** Cookies are for HTTPS only, unless this is somebody's own machine. */
    isSecure,
    SECOND_FACTOR: given.SECOND_FACTOR ?? (given.DEMONSTRATION ? 'offered' : 'required'),
    // This service speaks no TLS: where people come by it, something in front does.
    TRUSTED_PROXIES: given.TRUSTED_PROXIES ?? (isSecure ? 1 : 0),
    /** The key that seals, and after it those that only open. */
    sealingKeys: given.SEALING_KEY.split(',').map((key) => Buffer.from(key, 'base64')),
    /** Whether files may be handed out that nothing has scanned: people said so, or nobody is real. */
    servesUnscanned: !given.CLAMAV && (given.EVIDENCE_WITHOUT_SCAN || given.DEMONSTRATION),
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
