import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { scanBytes } from '@/lib/evidence/scan-bytes'
import { docxOf, eicar, pdfOf } from '@/tests/support/evidence-files'
import {
  hasClamd,
  startClamd,
  startScanner,
  type Behaviour,
  type Scanner,
} from '@/tests/support/scanner'

const long = 20_000

describe('clamd is asked as its manual says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'referral-scanner-'))
  let scanner: Scanner
  let byPath: Scanner
  beforeAll(async () => {
    scanner = await startScanner()
    byPath = await startScanner(join(folder, 'socket'))
  })
  afterEach(() => {
    scanner.behaviour = 'scans'
  })
  afterAll(async () => {
    await scanner.close()
    await byPath.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('and gets every byte of the file', async () => {
    const bytes = randomBytes(3_000_000)
    expect(await scanBytes(bytes, long, scanner.address)).toBe('clean')
    expect(scanner.seen.at(-1)?.equals(bytes)).toBe(true)
  })

  it('and says what is infected', async () => {
    expect(await scanBytes(Buffer.from('is INFECTED'), long, scanner.address)).toBe('infected')
  })

  it('by a path on this machine too', async () => {
    expect(await scanBytes(Buffer.from('fine'), long, byPath.address)).toBe('clean')
    expect(await scanBytes(Buffer.from('INFECTED'), long, byPath.address)).toBe('infected')
  })

  it.each<Behaviour>(['is silent', 'talks nonsense', 'hangs up', 'refuses the size'])(
    'and where it %s nothing is known',
    async (behaviour) => {
      scanner.behaviour = behaviour
      expect(await scanBytes(Buffer.from('fine'), 300, scanner.address)).toBe('unknown')
    },
  )

  it('and where it is down, or there is none, nothing is known', async () => {
    const gone = await startScanner()
    await gone.close()
    expect(await scanBytes(Buffer.from('fine'), long, gone.address)).toBe('unknown')
    expect(await scanBytes(Buffer.from('fine'), long, `unix:${folder}/nowhere`)).toBe('unknown')
    expect(await scanBytes(Buffer.from('fine'), long, undefined)).toBe('unknown')
  })
})

describe.skipIf(!hasClamd())('the real clamd, where ClamAV is installed', () => {
  let real: Awaited<ReturnType<typeof startClamd>>
  beforeAll(async () => {
    real = await startClamd(eicar)
  })
  afterAll(() => real.close())

  it.each([
    ['finds the test virus', eicar, 'infected'],
    [
      'finds it inside a document',
      docxOf([{ name: 'word/media/a.bin', bytes: eicar }]),
      'infected',
    ],
    ['finds nothing in a document', docxOf(), 'clean'],
    ['finds nothing in a PDF', pdfOf(), 'clean'],
  ])('%s', async (_, bytes, expected) => {
    expect(await scanBytes(bytes, long, real.address)).toBe(expected)
  })

  it('takes a file of 8 MB', async () => {
    expect(await scanBytes(randomBytes(8 * 1024 * 1024), long, real.address)).toBe('clean')
  })
})
