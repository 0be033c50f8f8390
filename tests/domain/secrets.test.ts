import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '@/tests/support/read-source'

const skipped = ['node_modules', '.git', '.next', '.data', 'generated', 'test-results', 'assets']

/** Every file that could be committed: what git knows and does not ignore; without git, what is there. */
const files = (() => {
  if (existsSync(join(root, '.git')))
    return execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
    })
      .split('\n')
      .filter((file) => file !== '' && existsSync(join(root, file)))
  const under = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (skipped.includes(entry.name) || entry.isSymbolicLink()) return []
      return entry.isDirectory() ? under(path) : [path]
    })
  return under('')
})()

const textOf = (file: string) => readFileSync(join(root, file), 'utf8')
const isText = (file: string) =>
  /\.(tsx?|mjs|js|json|md|sql|prisma|ya?ml|css|scss|txt|toml|sh|env.*)$/.test(file)

/** What a secret looks like, each with an example that it must find. */
const secrets: readonly (readonly [string, RegExp, string])[] = [
  [
    'a private key',
    /-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/]{20}/,
    `-----BEGIN ${'PRIVATE'} KEY-----\n${'A'.repeat(24)}`,
  ],
  ['a key of a cloud', /\bAKIA[0-9A-Z]{16}\b/, `AKIA${'B'.repeat(16)}`],
  ['a token of a code host', /\bgh[pousr]_[A-Za-z0-9]{36}\b/, `ghp_${'c'.repeat(36)}`],
  [
    'a setting with its secret',
    /\b(SEALING_KEY|BACKUP_KEY|AUDIT_KEY)\s*[=:]\s*['"]?[A-Za-z0-9+/]{43}=/,
    `SEALING_KEY=${'d'.repeat(43)}=`,
  ],
  ['a signing secret', /\bAUTH_SECRET=['"]?[^\s'"<>…$]{32,}/, `AUTH_SECRET=${'e'.repeat(40)}`],
  [
    'an address with a password',
    /postgres(ql)?:\/\/[^\s:/@…'"`]+:(?!drowssap)[^\s:/@'"`$]{6,}@/,
    `postgresql://me:${'hunter'}22@host/x`,
  ],
]

describe('the repository', () => {
  it.each(secrets)('holds %s nowhere', (_, pattern, example) => {
    expect(example).toMatch(pattern)
    const found = files.filter((file) => isText(file) && pattern.test(textOf(file)))
    // Published examples of AWS's own documentation are no secrets.
    expect(found.filter((file) => !/AKIAIOSFODNN7EXAMPLE/.test(textOf(file)))).toEqual([])
  })

  it('holds no file that is made for secrets', () => {
    const made = files.filter((file) =>
      /(^|\/)(\.env(\..*)?|.*\.(pem|key|p12|pfx|jks)|.*-secrets\.json|id_(rsa|ed25519))$/.test(
        file,
      ),
    )
    expect(made).toEqual([])
  })
})

/** A use of cryptography, by the name that docs/crypto.md gives it. */
const uses: Readonly<Record<string, RegExp>> = {
  cipher: /\bcreateCipheriv\(/,
  HMAC: /\bcreateHmac\(/,
  hash: /\bcreateHash\(/,
  'key derivation': /\bhkdf(Sync)?\(/,
  random: /\b(randomBytes|randomInt|getRandomValues)\(/,
  signature: /\b(createPrivateKey|createPublicKey)\(|\b(sign|verify)\(null/,
}

const inventory = new Map(
  [
    ...textOf('docs/crypto.md').matchAll(
      /^\| `((?:lib|scripts|app|prisma)\/[^`]+)`\s*\| ([^|]+?)\s*\|/gm,
    ),
  ].map(([, file = '', named = '']) => [file, named.split(', ').sort()]),
)

describe('docs/crypto.md', () => {
  it('names every file that uses cryptography, and what it uses', () => {
    const used = files
      .filter((file) => /^(lib|scripts|app|prisma)\/.*\.(tsx?|mjs)$/.test(file))
      .flatMap((file) => {
        const text = textOf(file)
        const found = Object.entries(uses).flatMap(([name, pattern]) =>
          pattern.test(text) ? [name] : [],
        )
        return found.length > 0 ? [[file, found.sort()] as const] : []
      })
    expect(Object.fromEntries(used)).toEqual(Object.fromEntries(inventory))
  })

  it('names every setting that is a key', () => {
    const settings = [...textOf('lib/environment.ts').matchAll(/^ {2}([A-Z_]*(?:KEY|SECRET)): /gm)]
    const named = textOf('docs/crypto.md')
    const others = ['NOTIFY_API_KEY', 'EVIDENCE_SECRET']
    for (const [, name = ''] of settings)
      if (!others.includes(name)) expect(named).toContain(`\`${name}\``)
    expect(settings.length).toBeGreaterThan(2)
  })
})

it('chance that must not be guessed never comes from Math.random or the time', () => {
  const found = files.filter(
    (file) =>
      /^(lib|app|components|scripts|prisma)\/.*\.(tsx?|mjs)$/.test(file) &&
      /\bMath\.random\(|\buuidv1\b/.test(textOf(file)),
  )
  expect(found).toEqual([])
})
