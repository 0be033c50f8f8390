import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { lockFolder } from '@/lib/database/lock-folder'

let place: string
let folder: string
const holder = () => Number(readFileSync(`${folder}.lock`, 'utf8'))

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'referral-lock-'))
  folder = join(place, 'data')
})
afterEach(() => rmSync(place, { recursive: true }))

it('takes a folder that nobody has, and gives it back', async () => {
  const unlock = await lockFolder(folder)
  expect(holder()).toBe(process.pid)
  unlock()
  expect(existsSync(`${folder}.lock`)).toBe(false)
})

it.each([
  ['another process', () => process.ppid],
  ['this process', () => process.pid],
])('refuses a folder that %s has open, in one line', async (_, pid) => {
  const unlock = pid() === process.pid ? await lockFolder(folder) : () => {}
  writeFileSync(`${folder}.lock`, String(pid()))
  await expect(lockFolder(folder, 0)).rejects.toThrow(
    `The database folder ${folder} is open in process ${pid()}: stop that process first`,
  )
  unlock()
})

it('waits for a process that is about to end', async () => {
  const unlock = await lockFolder(folder)
  const waiting = lockFolder(folder)
  unlock()
  const unlockAgain = await waiting
  expect(holder()).toBe(process.pid)
  unlockAgain()
})

it.each([
  ['died', () => spawnSync(process.execPath, ['--eval', '']).pid],
  ['had our number before us, as in a container', () => process.pid],
])('takes over from a process that %s, and only one of many does', async (_, pid) => {
  writeFileSync(`${folder}.lock`, String(pid()))
  const all = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder, 0)))
  const won = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  expect(won).toHaveLength(1)
  expect(holder()).toBe(process.pid)
  won[0]?.()
})
