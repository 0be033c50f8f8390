import type { Import, Source } from './read-source'

export interface HouseRule {
  /** What holds, as a sentence. */
  readonly rule: string
  readonly about: (file: string) => boolean
  /** What in the file breaks it. */
  readonly breaks: (source: Source) => readonly string[]
  /** Files that break it, so that the rule itself is tested: name and text. */
  readonly examples: readonly (readonly [file: string, text: string])[]
}

/** The first words of the files that touch the world. */
export const verbs =
  `add answer append ask assign apply certify change check claim close correct create decline delete deliver disable discard draw end enqueue escalate expire export find
  handle hash issue limit link lock make move offer open queue read receive record redirect refuse release remove
  request require respond resume revoke run save scan seal send serve set settle show sign start stay store submit take tell touch undo unlink update
  verify with withdraw write approve decide erase fetch place retain rotate wrap declare keep lift review enrol accept count publish propose`.split(
    /\s+/,
  )

/** The few files without a verb that are the one door to a part of the world. */
const doors = ['app/door', 'lib/clock', 'lib/environment', 'lib/log']

/** Packages that neither ask nor change anything. */
const purePackages = [
  '@date-fns/tz',
  'any-ascii',
  'bidi-js',
  'date-fns',
  'double-metaphone',
  'libphonenumber-js',
  'react',
  'zod',
]

/** Rooms whose verbs serve the verbs of every other room. */
const serving = [
  'access',
  'audit',
  'consent',
  'database',
  'http',
  'notifications',
  'policies',
  'sealing',
]

const emptyNames = 'common helper helpers index misc shared types util utils'.split(' ')
const bannedWords = 'dtn fr illegal pv suspect'.split(' ')

const inside = (place: string) => (file: string) => file.startsWith(`${place}/`)
const isService = (file: string) => /^(app|components|lib)\//.test(file)
const isTypeScript = (file: string) => /\.tsx?$/.test(file)

const stemOf = (path: string) => path.replace(/^.*\//, '').replace(/\..*$/, '')
const roomOf = (path: string) => /^lib\/([^/]+)\//.exec(path)?.[1]
/** A verb and what it does it to: `find-case`. */
const isVerbName = (name: string) => verbs.some((verb) => name.startsWith(`${verb}-`))
const isVerb = (path: string) =>
  path.startsWith('lib/') && (roomOf(path) === 'database' || isVerbName(stemOf(path)))
const isDoor = (path: string) => doors.includes(path.replace(/\.tsx?$/, ''))
/** Runs in a browser, which has no other clock to tell when a session ends. */
const keepsTimeInBrowser = (path: string) => path === 'components/page/idle.ts'
const isNoun = (path: string) => path.startsWith('lib/') && !isVerb(path) && !isDoor(path)

const importing = (isBad: (imported: Import, source: Source) => boolean) => (source: Source) =>
  source.imports.filter((imported) => isBad(imported, source)).map(({ from }) => `imports ${from}`)
const using = (pattern: RegExp) => (source: Source) =>
  source.uses.filter((use) => pattern.test(use)).map((use) => `uses ${use}`)
const lines = (most: number) => (source: Source) =>
  source.lines > most ? [`has ${source.lines} lines, ${most} at most`] : []
const lineBreaks = (count: number) => '\n'.repeat(count)

const clockAndChance =
  /^(new Date\(\)|Date\.now|performance\.now|Math\.random|random\w+|getRandomValues)$/

export const houseRules: readonly HouseRule[] = [
  {
    rule: 'nothing in lib knows of the routes or of drawing',
    about: inside('lib'),
    breaks: importing(({ from }) => /^(app|components)\//.test(from)),
    examples: [['lib/referral/steps.ts', "import { Radios } from '@/components/govuk/radios'"]],
  },
  {
    rule: 'drawing knows of nouns only: no verb, no route, no session',
    about: inside('components'),
    breaks: importing(
      ({ from, isOurs }) => isOurs && (isVerb(from) || isDoor(from) || from.startsWith('app/')),
    ),
    examples: [
      ['components/casework/case.tsx', "import { findCase } from '@/lib/casework/find-case'"],
      ['components/casework/case.tsx', "import type { Tx } from '@/lib/database/with-actor'"],
      ['components/page/page.tsx', "import { environment } from '@/lib/environment'"],
    ],
  },
  {
    rule: 'nouns know nouns: none imports a verb',
    about: isNoun,
    breaks: importing(({ from, isOurs }) => isOurs && (isVerb(from) || isDoor(from))),
    examples: [
      ['lib/referral/facts.ts', "export { findCase } from '../casework/find-case'"],
      ['lib/routing/policy.ts', "const { log } = await import('@/lib/log')"],
    ],
  },
  {
    rule: 'nouns use only packages that touch nothing',
    about: isNoun,
    breaks: importing(
      ({ from, isOurs, isTypeOnly }) =>
        !isOurs &&
        !isTypeOnly &&
        !purePackages.some((name) => from === name || from.startsWith(`${name}/`)),
    ),
    examples: [
      ['lib/routing/policy.ts', "import { cookies } from 'next/headers'"],
      ['lib/referral/reference.ts', "import { randomBytes } from 'node:crypto'"],
    ],
  },
  {
    rule: 'only verbs ask the clock or chance',
    about: (file) => isService(file) && !isVerb(file) && !isDoor(file) && !keepsTimeInBrowser(file),
    breaks: using(clockAndChance),
    examples: [
      ['lib/casework/deadlines.ts', 'const now = new Date()'],
      ['components/page/footer.tsx', 'const year = Date.now()'],
      ['app/refer/route.ts', 'const id = crypto.randomUUID()'],
    ],
  },
  {
    rule: 'only verbs reach out of the process or wait',
    about: (file) => isService(file) && !isVerb(file) && inside('lib')(file),
    breaks: using(/^(fetch|setTimeout|setInterval)$/),
    examples: [['lib/routing/policy.ts', "await fetch('https://rules.example')"]],
  },
  {
    rule: 'only verbs of lib open the database',
    about: (file) => isService(file) && !isVerb(file),
    breaks: importing(
      ({ from, isOurs }) =>
        (isOurs && inside('lib/database')(from)) || /^(@prisma\/|pg$)/.test(from),
    ),
    examples: [
      ['app/cases/route.ts', "import { withActor } from '@/lib/database/with-actor'"],
      ['lib/casework/states.ts', "import { PrismaClient } from '../database/generated/client'"],
      ['app/cases/route.ts', "import pg from 'pg'"],
    ],
  },
  {
    rule: 'journey and routing import no other room',
    about: (file) => inside('lib/journey')(file) || inside('lib/routing')(file),
    breaks: importing(({ from, isOurs }, { file }) => isOurs && roomOf(from) !== roomOf(file)),
    examples: [
      ['lib/journey/kinds.ts', "import { county } from '@/lib/county/county'"],
      ['lib/routing/policy.ts', "import type { Answers } from '@/lib/referral/answers'"],
    ],
  },
  {
    rule: 'a verb calls verbs of its own room and of the serving rooms; jobs call all, and nobody calls jobs',
    about: (file) => inside('lib')(file) && !inside('lib/jobs')(file) && isVerb(file),
    breaks: importing(({ from, isOurs, isTypeOnly }, { file }) => {
      const room = roomOf(from) ?? ''
      return (
        isOurs && !isTypeOnly && isVerb(from) && room !== roomOf(file) && !serving.includes(room)
      )
    }),
    examples: [
      ['lib/exports/make-summary.ts', "import { findCase } from '@/lib/casework/find-case'"],
      ['lib/casework/take-action.ts', "import { runJobs } from '@/lib/jobs/run-jobs'"],
    ],
  },
  {
    rule: 'only environment.ts reads process.env',
    about: (file) => isService(file) && file !== 'lib/environment.ts',
    breaks: using(/^process\.env$/),
    examples: [['lib/log.ts', 'const level = process.env.LOG_LEVEL']],
  },
  {
    rule: 'no file or folder has a name that says nothing, or an abbreviation',
    about: () => true,
    breaks: ({ file }) =>
      file
        .split('/')
        .map(stemOf)
        .filter(
          (name) =>
            emptyNames.includes(name) || name.split('-').some((word) => bannedWords.includes(word)),
        )
        .map((name) => `is named ${name}`),
    examples: [
      ['lib/routing/index.ts', ''],
      ['lib/utils/dates.ts', ''],
      ['lib/referral/pv-name.ts', ''],
    ],
  },
  {
    rule: 'file names are in kebab-case',
    about: isService,
    breaks: ({ file }) =>
      file
        .split('/')
        .map((part) => part.replace(/(\.config|\.d)?\.\w+$/, ''))
        .filter((part) => !/^([a-z0-9]+(-[a-z0-9]+)*|\[(\.\.\.)?[a-z]+\])$/.test(part))
        .map((part) => `has ${part} in its name`),
    examples: [
      ['components/StepForm.tsx', ''],
      ['lib/routing/find_case.ts', ''],
    ],
  },
  {
    rule: 'no file is longer than 300 lines',
    about: (file) => !inside('tests')(file),
    breaks: lines(300),
    examples: [['lib/routing/policy.ts', lineBreaks(301)]],
  },
  {
    rule: 'no route is longer than 60 lines',
    about: (file) => /^app\/(.*\/)?(route|page)\.tsx?$/.test(file),
    breaks: lines(60),
    examples: [['app/refer/[draft]/[step]/route.ts', lineBreaks(61)]],
  },
  {
    rule: 'SQL is never put together from text, nor markup',
    about: isService,
    breaks: using(/^(\$\w+RawUnsafe|dangerouslySetInnerHTML)$/),
    examples: [
      ['lib/casework/find-case.ts', 'await tx.$queryRawUnsafe(`SELECT ${name}`)'],
      ['components/page/page.tsx', 'const p = <p dangerouslySetInnerHTML={{ __html: text }} />'],
    ],
  },
  {
    rule: 'no type is given up and no check is silenced',
    about: isTypeScript,
    breaks: using(/^(any|as unknown as|eslint-disable|@ts-ignore|@ts-nocheck)$/),
    examples: [
      ['lib/routing/policy.ts', 'const facts: any = {}'],
      ['tests/support/actor.ts', 'const actor = {} as unknown as Actor'],
      ['lib/routing/policy.ts', `// ${'eslint'}-disable-next-line no-console`],
      ['lib/routing/policy.ts', `/* ${'@ts'}-ignore */`],
    ],
  },
]
