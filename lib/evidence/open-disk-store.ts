import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { assertStoredName, idOfStored, type Store } from './store'

const isGone = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** Writes what is in a file or a folder to the disk itself, so that a power cut loses none of it. */
const settleOnDisk = async (path: string) => {
  const handle = await open(path, 'r')
  await handle.sync().finally(() => handle.close())
}

/** Keeps files in a folder that only the service's own user may look into. It is made when needed. */
export const openDiskStore = (folder: string): Store => {
  const pathOf = (name: string) => {
    assertStoredName(name)
    return join(folder, name)
  }
  return {
    put: async (name, bytes) => {
      const path = pathOf(name)
      const unfinished = `${path}.unfinished`
      await mkdir(folder, { recursive: true, mode: 0o700 })
      try {
        const handle = await open(unfinished, 'w', 0o600)
        try {
          await handle.writeFile(bytes)
          await handle.sync()
        } finally {
          await handle.close()
        }
        await rename(unfinished, path)
        await settleOnDisk(folder)
      } catch (error) {
        await rm(unfinished, { force: true })
        throw error
      }
    },
    get: async (name) => {
      try {
        return await readFile(pathOf(name))
      } catch (error) {
        if (isGone(error)) return null
        throw error
      }
    },
    remove: (name) => rm(pathOf(name), { force: true }),
    list: async () => {
      const names = await readdir(folder).catch((error: unknown) => {
        if (isGone(error)) return []
        throw error
      })
      const ours = names.filter((name) => idOfStored(name) !== undefined)
      return Promise.all(
        ours.map(async (name) => ({ name, keptAt: (await stat(join(folder, name))).mtime })),
      )
    },
  }
}
