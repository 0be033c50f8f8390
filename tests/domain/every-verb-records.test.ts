import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { events } from '@/lib/audit/events'
import { codeFiles, readSource, root } from '@/tests/support/read-source'

const textOf = (file: string) => readFileSync(join(root, file), 'utf8')

const migrations = readdirSync(join(root, 'prisma/migrations'))
  .filter((name) => /^\d/.test(name))
  .sort()
  .map((name) => textOf(`prisma/migrations/${name}/migration.sql`))
  .join('\n')

/** Functions of the database by name, each with its newest body. */
const functions = new Map(
  [
    ...migrations.matchAll(
      /CREATE (?:OR REPLACE )?FUNCTION ([\w.]+)\s*\([\s\S]*?(?:\$\$;|\$\$ LANGUAGE \w+;|\n\s+RETURN [^;]+;)/g,
    ),
  ].map(([body, name = '']) => [name, body] as const),
)
const recording = [...functions].flatMap(([name, body]) =>
  name !== 'audit.append' && /audit\.append\s*\(|append_event\s*\(/.test(body) ? [name] : [],
)

const files = codeFiles().filter((file) => /^lib\/.*\.tsx?$/.test(file))
const code = new Map(files.map((file) => [file.replace(/\.tsx?$/, ''), textOf(file)]))

const calls = (text: string, name: string) => new RegExp(`\\b${name}\\s*\\(`).test(text)
const writes = (text: string) =>
  /\btx\.\w+\.(create|createMany|update|updateMany|upsert|delete|deleteMany)\(/.test(text) ||
  /`\s*(?:with [\s\S]*?\)\s*)?(insert into|update|delete from) /i.test(text)
const records = (text: string) =>
  /\brecordEvents?\(/.test(text) || recording.some((name) => calls(text, name))

/** Verbs that open a transaction: what they write is written when they end. */
const opens = (text: string) => /\b(withActor|withActorInSql|askAsActor|withoutActor)\(/.test(text)

const importsOf = new Map(
  files.map((file) => [
    file.replace(/\.tsx?$/, ''),
    readSource(file).imports.flatMap(({ from, isOurs, isTypeOnly }) =>
      isOurs && !isTypeOnly && code.has(from) ? [from] : [],
    ),
  ]),
)

/** A file and all that it calls, but for what opens a transaction of its own. */
const reach = (file: string, seen = new Set<string>()): Set<string> => {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const from of importsOf.get(file) ?? []) if (!opens(code.get(from) ?? '')) reach(from, seen)
  return seen
}

/** Verbs that write and record nothing, and why that is right. */
const unrecorded: Readonly<Record<string, string>> = {
  'lib/referral/save-step': 'a draft is its writer’s own, until it is sent',
  'lib/exchange/answer-once': 'what was answered to a call; what the call did was recorded by it',
  'lib/casework/save-view': 'how somebody likes to see a list is about nobody else',
  'lib/casework/delete-view': 'how somebody likes to see a list is about nobody else',
  'lib/casework/stay-present':
    'who looks at a case now is gone in a minute; opening it was recorded',
  'lib/sealing/check-keys': 'the first start seals one known value, before anybody is there',
  'lib/notifications/save-settings': 'how often somebody is told is their own choice',
}

const writers = [...code.keys()].filter(
  (file) =>
    opens(code.get(file) ?? '') && [...reach(file)].some((one) => writes(code.get(one) ?? '')),
)

describe('every verb that writes records it in the same transaction', () => {
  it.each(writers)('%s', (file) => {
    const isRecorded = [...reach(file)].some((one) => records(code.get(one) ?? ''))
    expect(
      isRecorded !== file in unrecorded,
      'recorded, or listed with a reason, and not both',
    ).toBe(true)
  })

  it('is asked of the verbs that matter', () => {
    expect(writers).toContain('lib/casework/take-action')
    expect(writers).toContain('lib/referral/submit-referral')
    expect(writers).toContain('lib/access/disable-account')
    expect(writers.length).toBeGreaterThan(20)
  })

  it.each([
    ['a verb that writes by Prisma', 'await tx.item.update({})', true],
    ['a verb that writes in SQL', 'await tx.$queryRaw`\n  insert into item values (1)`', true],
    ['a verb that reads', 'await tx.item.findMany({})', false],
  ])('would see %s', (_, text, isSeen) => {
    expect(writes(text)).toBe(isSeen)
    expect(records(text)).toBe(false)
  })
})

const everything = [...code].flatMap(([file, text]) => (file === 'lib/audit/events' ? [] : [text]))

test.each(Object.keys(events))('%s is recorded somewhere', (type) => {
  const [about = '', what = ''] = type.split('.')
  const isWhole = [...everything, migrations].some((text) => text.includes(`'${type}'`))
  // `share.${done}`
  const isMade = everything.some(
    (text) => text.includes(`\`${about}.\${`) && new RegExp(`\\b${what}\\b`).test(text),
  )
  expect(isWhole || isMade).toBe(true)
})

test('a function of the database that records is known as such', () => {
  expect(recording).toContain('append_event')
  expect(recording).toContain('start_session')
  expect(recording).not.toContain('event_text')
})
