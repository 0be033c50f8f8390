import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, resolveConfig } from 'prettier'
import { describe, expect, test } from 'vitest'
import { figuresDrawnInto } from '@/lib/outcomes/figure-list'
import { figureNames, figureOf } from '@/lib/outcomes/figures'
import { root } from '@/tests/support/read-source'

const file = join(root, 'docs/outcomes.md')
const document = readFileSync(file, 'utf8')

describe('docs/outcomes.md', () => {
  test('has not drifted from the definitions', () => {
    expect(figuresDrawnInto(document), 'Run: npm run figures').toBe(document)
  })

  test('is as Prettier would leave it', async () => {
    const config = await resolveConfig(file)
    expect(await check(figuresDrawnInto(document), { ...config, filepath: file })).toBe(true)
  })

  test.each(figureNames)('says how %s is counted', (name) => {
    const { title, countRule } = figureOf(name)
    expect(document).toContain(`- **${title}.** ${countRule}`)
  })

  test('would say if anything in it were changed by hand', () => {
    const spoilt = document.replace(
      '**Referrals by district.** Each',
      '**Referrals by district.** No',
    )
    expect(spoilt).not.toBe(document)
    expect(figuresDrawnInto(spoilt)).toBe(document)
  })
})
