import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'

const prisma = createRequire(import.meta.url).resolve('prisma/build/index.js')
const drift =
  'migrate diff --from-migrations prisma/migrations --to-schema prisma/schema.prisma --exit-code'

function runPrisma(
  command: string,
  more: Record<string, string> = {},
): Promise<{ status: unknown; said: string }> {
  const env = { ...process.env, DATABASE_OWNER_URL: 'pglite:memory', ...more }
  return new Promise((resolve) => {
    execFile(process.execPath, [prisma, ...command.split(' ')], { env }, (error, out, problems) =>
      resolve({ status: error ? error.code : 0, said: out + problems }),
    )
  })
}

it('the migrations lead to the schema', async () => {
  const { status, said } = await runPrisma(drift)
  expect(said).toContain('No difference detected')
  expect(status).toBe(0)
}, 60_000)

it('a panic of the engine is a failure, never a pass', async () => {
  const spoil = pathToFileURL('tests/support/spoil-catalogue.mjs').href
  const { status, said } = await runPrisma(drift, { NODE_OPTIONS: `--import=${spoil}` })
  expect(said).toContain('panicked at')
  expect(status).toBe(1)
}, 60_000)

it('a folder that another process has open is left alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'referral-engine-'))
  const data = join(folder, 'data')
  writeFileSync(`${data}.lock`, String(process.pid))
  const { status, said } = await runPrisma('migrate deploy', {
    DATABASE_OWNER_URL: `pglite:${data}`,
  })
  expect(said).toContain(`${data} is open in process ${process.pid}: stop that process first`)
  expect(status).toBe(1)
  rmSync(folder, { recursive: true })
}, 60_000)
