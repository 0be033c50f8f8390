import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const appFolder = join(import.meta.dirname, '../../app')

/** The files of all routes there are: a new page is one by being there. */
export const findRouteFiles = () =>
  readdirSync(appFolder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)route\.tsx?$/.test(file))
    .sort()
    .map((file) => ({
      file: join(appFolder, file),
      /** The address, with its parameters in brackets. */
      path: `/${file.replace(/\/?route\.tsx?$/, '')}`,
    }))

/** The addresses that a form can be posted to. */
export const findPostPaths = () =>
  findRouteFiles()
    .filter(({ file }) => /export const (\{[^}]*)?\bPOST\b/.test(readFileSync(file, 'utf8')))
    .map(({ path }) => path)

/** The names of a route's parameters, as they stand in its address. */
export const parametersOf = (path: string) =>
  [...path.matchAll(/\[(\.\.\.)?(\w+)\]/g)].map(([, isList, name = '']) => ({
    name,
    isList: isList !== undefined,
  }))

/** The address of a route with its parameters filled in. */
export const addressOf = (path: string, values: Readonly<Record<string, string>>) =>
  path.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))
