/**
 * Builds the one stylesheet and the one script that every page links to:
 * public/assets/service-<hash>.css and .js, named in public/assets/manifest.json.
 *
 *   node scripts/build-assets.mjs [--watch]
 */
import tailwind from '@tailwindcss/postcss'
import { build } from 'esbuild'
import { createHash } from 'node:crypto'
import { watch } from 'node:fs'
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import postcss from 'postcss'
import { compileAsync } from 'sass'

const root = join(import.meta.dirname, '..')
const output = join(root, 'public', 'assets')
const manifestFile = join(output, 'manifest.json')
const sources = ['app', 'components', 'styles']
const licence = '/*! Contains GOV.UK Frontend, (c) Crown copyright, MIT licence */'

await buildIfChanged()
if (process.argv.includes('--watch')) keepBuilding()

async function buildIfChanged() {
  const inputs = await hashOfInputs()
  const before = await readManifest()
  if (before?.inputs === inputs) return
  const started = performance.now()
  const [stylesheet, script] = await Promise.all([
    buildStylesheet().then((content) => publish('css', content)),
    buildScript().then((content) => publish('js', content)),
  ])
  await writeFile(manifestFile, JSON.stringify({ stylesheet, script, inputs }, null, 2) + '\n')
  await removeOthers([stylesheet, script])
  console.log(`${stylesheet} ${script} in ${Math.round(performance.now() - started)} ms`)
}

async function buildStylesheet() {
  const from = join(root, 'styles', 'service.css')
  const [own, govuk] = await Promise.all([
    readFile(from, 'utf8'),
    compileAsync(join(root, 'styles', 'govuk.scss'), {
      loadPaths: [join(root, 'node_modules')],
      quietDeps: true,
    }),
  ])
  const plugins = [tailwind({ base: root, optimize: { minify: true } })]
  const { css } = await postcss(plugins).process(`${own}\n${govuk.css}`, { from })
  return `${licence}\n${css}`
}

async function buildScript() {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'components', 'page', 'service.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2020',
    legalComments: 'none',
    banner: { js: licence },
  })
  return outputFiles[0].text
}

async function publish(extension, content) {
  const name = `service-${hash(content)}.${extension}`
  await mkdir(output, { recursive: true })
  await writeFile(join(output, name), content)
  return `/assets/${name}`
}

/** The lock file stands for everything that is installed. */
async function hashOfInputs() {
  const listings = await Promise.all(sources.map(listFiles))
  const files = [...listings.flat().sort(), 'scripts/build-assets.mjs', 'package-lock.json']
  const contents = await Promise.all(files.map((file) => readFile(join(root, file))))
  return hash(files.map((file, index) => `${file} ${hash(contents[index])}`).join('\n'))
}

async function listFiles(folder) {
  try {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile() && /\.(tsx?|s?css)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
  } catch (error) {
    if (error.code === 'ENOENT') return []
    throw error
  }
}

async function readManifest() {
  try {
    const manifest = JSON.parse(await readFile(manifestFile, 'utf8'))
    await Promise.all(
      [manifest.stylesheet, manifest.script].map((path) => readFile(join(root, 'public', path))),
    )
    return manifest
  } catch {
    return null
  }
}

async function removeOthers(kept) {
  const stale = (await readdir(output)).filter(
    (name) => name.startsWith('service-') && !kept.includes(`/assets/${name}`),
  )
  await Promise.all(stale.map((name) => rm(join(output, name))))
}

function keepBuilding() {
  let timer
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(() => buildIfChanged().catch((error) => console.error(error.message)), 100)
  }
  for (const folder of sources) watch(join(root, folder), { recursive: true }, soon)
}

function hash(content) {
  return createHash('sha256').update(content).digest('hex').slice(0, 12)
}
