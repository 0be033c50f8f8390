import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { allQuestions } from '@/lib/referral/all-questions'
import { codeFiles, readSource, root } from '@/tests/support/read-source'

/**
 * Every file of the service that opens a connection, and the settings of the operator from which the
 * address comes. None comes from what anybody types (threat T-22, OWASP ASVS 5.0, 1.3.6).
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'lib/access/open-auth.ts': ['IDENTITY_PROVIDERS'],
  'lib/database/open-server.ts': ['DATABASE_URL'],
  'lib/evidence/open-bucket-store.ts': ['EVIDENCE'],
  'lib/evidence/scan-bytes.ts': ['CLAMAV'],
  'lib/jobs/run-jobs.ts': ['DATABASE_URL'],
  'lib/notifications/send-by-notify.ts': ['NOTIFY_URL'],
  'lib/notifications/send-by-smtp.ts': ['SMTP_URL'],
}

/** Where the setting is read, if not in the file itself. */
const readIn: Readonly<Record<string, string>> = {
  'lib/access/open-auth.ts': 'lib/access/ask-provider.ts',
  'lib/database/open-server.ts': 'lib/database/with-actor.ts',
  'lib/evidence/open-bucket-store.ts': 'lib/evidence/open-store.ts',
}

/** Packages and names that can reach another machine. */
const packages =
  /^(node:)?(net|tls|http|https|http2|dgram|dns|dns\/promises|child_process|cluster|inspector)$|^(undici|axios|got|node-fetch|ws|nodemailer|aws4fetch|pg|pg-boss|next-auth|openid-client)$/
const names = /^(fetch|WebSocket|EventSource|XMLHttpRequest|sendBeacon)$/

const textOf = (file: string) => readFileSync(join(root, file), 'utf8')

const isService = (file: string) =>
  /^(app|components|lib)\//.test(file) || ['instrumentation.ts', 'proxy.ts'].includes(file)
/** What runs in a browser is held by the policy of the page: connect-src 'self'. */
const isForBrowsers = (file: string) => /\bdocument\.\w/.test(textOf(file))

const namesIn = (file: string) => {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && names.test(node.text)) found.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true))
  return found
}

const waysOut = (file: string) => [
  ...readSource(file).imports.flatMap(({ from, isOurs, isTypeOnly }) =>
    !isOurs && !isTypeOnly && packages.test(from) ? [from] : [],
  ),
  ...namesIn(file),
]

const files = codeFiles().filter((file) => isService(file) && !isForBrowsers(file))

describe('no address that somebody gives is ever asked', () => {
  it('these files reach another machine, and no others', () => {
    // It quotes values for SQL and opens nothing.
    const found = files.filter(
      (file) => waysOut(file).length > 0 && file !== 'lib/database/context.ts',
    )
    expect(found.sort()).toEqual(Object.keys(allowed).sort())
  })

  it.each(Object.entries(allowed))('%s goes where %j says', (file, settings) => {
    const text = textOf(readIn[file] ?? file)
    for (const setting of settings) expect(text).toMatch(new RegExp(`\\b${setting}\\b`))
    // What is asked, asked for or typed is not known there.
    expect(readSource(file).imports.map(({ from }) => from)).not.toContain('@/app/door')
    expect(textOf(file)).not.toMatch(/\b(request\.url|searchParams|form\.get)\b/)
  })

  it.each(['lib/notifications/send-by-notify.ts', 'lib/evidence/open-bucket-store.ts'])(
    '%s goes nowhere else, whatever is answered',
    (file) => expect(textOf(file)).toMatch(/redirect: 'error'/),
  )

  it('a letter is made of text alone: no file and no address in it is fetched', () => {
    const text = textOf('lib/notifications/send-by-smtp.ts')
    expect(text).toContain('disableFileAccess: true')
    expect(text).toContain('disableUrlAccess: true')
  })

  it('the framework fetches nothing for anybody: no pictures from elsewhere, no rewriting', () => {
    const config = textOf('next.config.js')
    expect(config).toContain('images: { unoptimized: true }')
    expect(config).not.toMatch(/remotePatterns|rewrites|redirects|domains:/)
  })

  it('nobody is asked for an address of a page', () => {
    const kinds = Object.values(allQuestions).map(({ kind }) => kind)
    expect(kinds.filter((kind) => /url|link|address/.test(kind))).toEqual([])
  })
})
