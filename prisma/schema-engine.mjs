#!/usr/bin/env node
// Stands in for Prisma's native schema engine, which the CLI would download. It speaks the engine's
// interface and passes each call to the same engine in WebAssembly with a driver adapter, so that
// the CLI works without that download, and on PostgreSQL inside a process too (pglite: addresses).
import { readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { PGlite } from '@electric-sql/pglite'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { register } from 'tsx/esm/api'

register()
const { readAddress } = await import('../lib/database/address.ts')
const { lockFolder } = await import('../lib/database/lock-folder.ts')
const { openPglite } = await import('../lib/database/open-pglite.ts')

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    datamodels: { type: 'string', multiple: true },
    datasource: { type: 'string', default: '{}' },
    'enabled-preview-features': { type: 'string' },
    'extension-types': { type: 'string' },
    version: { type: 'boolean' },
  },
})
let address = readAddress(JSON.parse(options.datasource).url ?? 'pglite:memory')
const closing = []

async function openMain() {
  const { pglite, close } = await openPglite(address)
  closing.push(close)
  return pglite
}

/** adapter-pg does not know "char" (type 18), which PostgreSQL's catalogue is full of. */
function knowingCharacters(adapter) {
  const queryRaw = adapter.queryRaw
  adapter.queryRaw = async (query) => {
    const answer = await adapter.performIO(query)
    const isCharacter = answer.fields.map((field) => field.dataTypeID === 18)
    const fields = answer.fields.map((field, i) =>
      isCharacter[i] ? { ...field, dataTypeID: pg.types.builtins.TEXT } : field,
    )
    const result = await queryRaw.call({ performIO: () => ({ ...answer, fields }) }, query)
    const columnTypes = result.columnTypes.map((type, i) =>
      isCharacter[i] ? ColumnTypeEnum.Character : type,
    )
    return { ...result, columnTypes }
  }
  return adapter
}

/** adapter-pg cuts a script at every semicolon, in function bodies too; PGlite's does not wait. */
function sendingWholeScripts(adapter, send) {
  adapter.executeScript = (script) => send(script).then(() => {}, adapter.onError.bind(adapter))
  return adapter
}

async function connectPglite(pglite) {
  const adapter = await new PrismaPGlite(pglite).connect()
  return sendingWholeScripts(adapter, (script) => pglite.exec(script))
}

async function connectServer({ url }) {
  // One connection: the lock that keeps two migrations apart belongs to a connection.
  const pool = new pg.Pool({ connectionString: url, max: 1, options: '-c timezone=UTC' })
  const schema = new URL(url).searchParams.get('schema') ?? 'public'
  const adapter = await new PrismaPg(pool, { schema }).connect()
  return sendingWholeScripts(knowingCharacters(adapter), (script) => pool.query(script))
}

const adapters = bindMigrationAwareSqlAdapterFactory({
  provider: 'postgres',
  adapterName: 'schema-engine',
  connect: () =>
    address.kind === 'server' ? connectServer(address) : openMain().then(connectPglite),
  connectToShadowDb: () => PGlite.create().then(connectPglite),
})

const errorCodes = { ECONNREFUSED: 'P1001', ENOTFOUND: 'P1001', '28P01': 'P1000', '3D000': 'P1003' }

function log(level, message, more) {
  const line = { level, target: 'schema_engine::logger', fields: { message, ...more } }
  process.stderr.write(`${JSON.stringify(line)}\n`)
}

async function onServer(url, sql) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

async function onOtherDatabase(statement) {
  const url = new URL(address.url)
  const name = pg.escapeIdentifier(decodeURIComponent(url.pathname.slice(1)))
  url.pathname = '/postgres'
  await onServer(url.href, `${statement} ${name}`)
}

const commands = {
  server: {
    'can-connect-to-database': () => onServer(address.url, 'SELECT 1'),
    'create-database': () => onOtherDatabase('CREATE DATABASE'),
    'drop-database': () => onOtherDatabase('DROP DATABASE'),
  },
  folder: {
    'drop-database': async () => {
      const unlock = await lockFolder(address.folder)
      rmSync(address.folder, { recursive: true, force: true })
      unlock()
    },
  },
}

async function runCommand(name) {
  try {
    log('INFO', `Starting schema engine CLI: ${name}`)
    await commands[address.kind]?.[name]?.()
    log('INFO', 'Done')
  } catch (error) {
    log('ERROR', error.message || error.code, { error_code: errorCodes[error.code] ?? 'P1010' })
    process.exitCode = 1
  }
}

const engineFile = (name) => {
  const main = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm')
  return readFileSync(join(dirname(main), name))
}

let engine
async function startEngine() {
  const bytes = engineFile('schema_engine_bg.wasm')
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': bindings })
  bindings.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  const datamodels = options.datamodels?.map((path) => [path, readFileSync(path, 'utf8')])
  return bindings.SchemaEngine.new({ datamodels }, () => {}, adapters)
}

const send = (message) =>
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)

let panic
globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => (panic = message) }

/** The engine speaks of an error of ours by its number only. */
function messageOf(error) {
  const [, number] = /External error id#(\d+)/.exec(error.message) ?? []
  return number ? adapters.errorRegistry.consumeError(Number(number)).error.message : error.message
}

let pending
function refuse(error) {
  const message = panic ?? messageOf(error)
  const data = { message, error_code: error.code, is_panic: false, meta: null }
  if (pending) send({ id: pending.id, error: { code: 4466, message, data } })
  pending = undefined
}

/** The engine asks the database for its version even where it compares nothing but files. */
const comparesFiles = ({ method, params }) =>
  method === 'diff' && ![params.from.tag, params.to.tag].some((tag) => /url|datasource/i.test(tag))

async function answer(request) {
  pending = request
  try {
    if (comparesFiles(request)) address = readAddress('pglite:memory')
    engine ??= await startEngine()
    const method = request.method === 'getDatabaseVersion' ? 'version' : request.method
    const result = await engine[method](request.params)
    if (method === 'diff' && result.stdout !== null) {
      send({ id: request.id, method: 'print', params: { content: result.stdout } })
    }
    send({ id: request.id, result: result ?? {} })
    pending = undefined
  } catch (error) {
    refuse(error)
  }
}

async function close() {
  await Promise.allSettled(closing.map((one) => one()))
  process.exit()
}

// A panic of the engine escapes its promise. Unanswered, the CLI would end with status 0 at random.
process.on('uncaughtException', refuse)
process.on('SIGTERM', close)

if (options.version) {
  console.log('schema-engine-cli', JSON.parse(engineFile('package.json')).version)
} else if (positionals[0] === 'cli') {
  await runCommand(positionals[1])
} else {
  let queue = Promise.resolve()
  const lines = createInterface({ input: process.stdin })
  lines.on('line', (line) => {
    const request = JSON.parse(line)
    if (request.method) queue = queue.then(() => answer(request))
  })
  lines.on('close', () => queue.then(close))
}
