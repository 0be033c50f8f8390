import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

declare global {
  var lockedFolders: Set<string> | undefined
}

const isCode = (error: unknown, code: string) =>
  error instanceof Error && 'code' in error && error.code === code

function createdFile(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  }
}

function holderOf(lock: string): number | null {
  try {
    return Number(readFileSync(lock, 'utf8'))
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null
    throw error
  }
}

function isAlive(pid: number, isOurs: boolean): boolean {
  // A container's process often has the same number as the one that died before it.
  if (pid === process.pid) return isOurs
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !isCode(error, 'ESRCH')
  }
}

/** Of several processes that find one dead holder, only the first takes its place. */
function tookOverFrom(dead: number, lock: string): boolean {
  const turn = `${lock}.after-${dead}`
  if (!createdFile(turn)) return false
  const isStillDead = holderOf(lock) === dead
  if (isStillDead) writeFileSync(lock, String(process.pid))
  rmSync(turn)
  return isStillDead
}

/**
 * Takes a database folder for this process, because two processes in one folder lose rows without a
 * word. A lock left by a process that died is taken over. A live holder is given `patience`
 * milliseconds to finish; then this throws an error of one line. Returns what gives the folder back.
 */
export async function lockFolder(folder: string, patience = 5_000): Promise<() => void> {
  const ours = (globalThis.lockedFolders ??= new Set())
  const lock = `${resolve(folder)}.lock`
  mkdirSync(dirname(lock), { recursive: true })
  const deadline = Date.now() + patience
  for (;;) {
    if (createdFile(lock)) break
    const holder = holderOf(lock)
    if (holder === null) continue
    // Zero: its maker has not written its number yet.
    if (holder !== 0 && !isAlive(holder, ours.has(lock)) && tookOverFrom(holder, lock)) break
    if (Date.now() >= deadline) {
      throw new Error(
        `The database folder ${folder} is open in process ${holder}: stop that process first`,
      )
    }
    await pause(50)
  }
  ours.add(lock)
  const unlock = () => {
    process.off('exit', unlock)
    if (ours.delete(lock)) rmSync(lock, { force: true })
  }
  process.once('exit', unlock)
  return unlock
}
