import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { houseRules } from './support/house-rules'
import { codeFiles, readSource, root } from './support/read-source'

const sources = codeFiles().map((file) => readSource(file))

describe.each(houseRules)('$rule', ({ about, breaks, examples }) => {
  test('holds in every file', () => {
    const broken = sources
      .filter(({ file }) => about(file))
      .flatMap((source) => breaks(source).map((how) => `${source.file} ${how}`))
    expect(broken).toEqual([])
  })

  test.each(examples)('would be broken by %s: %s', (file, text) => {
    expect(about(file)).toBe(true)
    expect(breaks(readSource(file, text))).not.toEqual([])
  })
})

test('the rules are held up to the service itself', () => {
  const files = sources.map(({ file }) => file)
  expect(files).toContain('lib/routing/policy.ts')
  expect(files).toContain('next.config.js')
  expect(files.filter((file) => file.includes('generated'))).toEqual([])
})

test('the lock file names no registry', () => {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
  expect(lock).not.toContain('"resolved"')
})
