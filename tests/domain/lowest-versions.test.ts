import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { root } from '@/tests/support/read-source'
import versions from '@/tests/support/lowest-versions.json'

const lock = z
  .object({
    packages: z.record(
      z.string(),
      z.object({
        version: z.string().optional(),
        dev: z.boolean().optional(),
        license: z.string().optional(),
        hasInstallScript: z.boolean().optional(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')))

const locked = Object.entries(lock.packages).flatMap(([place, { version = '', ...more }]) => {
  const name = place.split('node_modules/').at(-1)
  return name ? [{ name, version, ...more }] : []
})
const versionsOf = (name: string) =>
  locked.filter((one) => one.name === name).map(({ version }) => version)

const parts = (version: string) => version.split(/[-+]/)[0]?.split('.').map(Number) ?? []
const isBelow = (version: string, lowest: string) => {
  const [one, other] = [parts(version), parts(lowest)]
  const at = one.findIndex((part, index) => part !== other[index])
  // What comes before a release is not that release: 1.2.0-beta is below 1.2.0.
  return at < 0 ? version.includes('-') : (one[at] ?? 0) < (other[at] ?? 0)
}

it.each([
  ['16.4.0', '16.4.1', true],
  ['16.4.1', '16.4.1', false],
  ['16.10.0', '16.4.1', false],
  ['15.9.9', '16.4.1', true],
  ['16.4.1-canary.3', '16.4.1', true],
  ['17.0.0', '16.4.1', false],
])('%s below %s: %s', (version, lowest, expected) => {
  expect(isBelow(version, lowest)).toBe(expected)
})

describe('no package is locked below the version that a known flaw was repaired in', () => {
  it.each(Object.entries(versions.lowest))('%s', (name, { version: lowest, because }) => {
    expect(because).toMatch(/CVE-|GHSA-|As /)
    expect(versionsOf(name)).not.toEqual([])
    expect(versionsOf(name).filter((version) => isBelow(version, lowest))).toEqual([])
  })
})

it.each(['next', 'react', 'react-dom', 'next-auth', '@prisma/client', 'zod'])(
  'there is one %s, and not a second one that nobody looks after',
  (name) => expect(versionsOf(name)).toHaveLength(1),
)

it('the React that the framework would bring of its own is not used beside ours', () => {
  expect(locked.filter(({ name }) => name.startsWith('react-server-dom-'))).toEqual([])
})

describe('what is known of nodemailer and not repaired in the version that we can have', () => {
  /** The names of all properties that are given to `createTransport` and to `sendMail`. */
  const given = () => {
    const file = 'lib/notifications/send-by-smtp.ts'
    const source = ts.createSourceFile(
      file,
      readFileSync(join(root, file), 'utf8'),
      ts.ScriptTarget.Latest,
      true,
    )
    const found: string[] = []
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && /createTransport|sendMail/.test(node.expression.getText()))
        for (const argument of node.arguments)
          if (ts.isObjectLiteralExpression(argument))
            found.push(...argument.properties.map((one) => one.name?.getText() ?? '...'))
      ts.forEachChild(node, visit)
    }
    visit(source)
    return found
  }

  it('needs options that we do not give', () => {
    const options = given()
    expect(options).toContain('disableUrlAccess')
    expect(options).toContain('subject')
    const dangerous = ['raw', 'jsonTransport', 'name', 'envelope', 'list', 'attachments', '...']
    expect(options.filter((name) => dangerous.includes(name))).toEqual([])
  })

  it('is written down until it is repaired, and no longer', () => {
    const { version } = versions.accepted.nodemailer
    expect(versionsOf('nodemailer').some((one) => isBelow(one, version))).toBe(true)
  })
})

/** Packages that are given away with the service under terms that ask something of who changes them. */
const named = /^(@img\/|@expo-google-fonts\/|libheif-js$|elkjs$)/
const free =
  /^\(?(MIT|MIT-0|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|Unlicense|CC-BY-4\.0|CC0-1\.0)( (OR|AND|and) (MIT|ISC|CC0-1\.0))*\)?$/

it('what is given away with the service is free to use, or named here', () => {
  const asks = locked.filter(
    ({ dev, license, name }) => !dev && license && !free.test(license) && !named.test(name),
  )
  expect(asks.map(({ name, license }) => `${name}: ${license}`)).toEqual([])
})

it('no package runs a script of its own where it is installed, unless somebody refused it', () => {
  const { allowScripts } = z
    .object({ allowScripts: z.record(z.string(), z.boolean()) })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
  expect(Object.values(allowScripts)).not.toContain(true)
  const scripted = [
    ...new Set(locked.filter((one) => one.hasInstallScript).map(({ name }) => name)),
  ]
  expect(scripted.filter((name) => !(name in allowScripts))).toEqual([])
})
