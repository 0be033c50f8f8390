import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path/posix'
import ts from 'typescript'

export const root = join(import.meta.dirname, '../..')

export interface Import {
  /** A file from the root of the checkout without its ending, or the name of a package. */
  readonly from: string
  readonly isOurs: boolean
  readonly isTypeOnly: boolean
}

export interface Source {
  /** From the root of the checkout. */
  readonly file: string
  readonly lines: number
  readonly imports: readonly Import[]
  /** The worldly and unwanted things that it does, as they are written: `new Date()`, `any`. */
  readonly uses: readonly string[]
}

const places = ['app', 'components', 'lib', 'prisma', 'scripts', 'tests']
const unwritten = ['lib/database/generated', 'prisma/migrations']

/** Every file of code that somebody wrote, from the root of the checkout. */
export const codeFiles = () =>
  [...places.flatMap(filesUnder), ...namesIn('.')].filter((file) => /\.(ts|tsx|js|mjs)$/.test(file))

const namesIn = (folder: string) =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'next-env.d.ts')
    .map((entry) => entry.name)

function filesUnder(folder: string): string[] {
  if (unwritten.includes(folder)) return []
  const entries = entriesOf(folder)
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    return entry.isDirectory() ? filesUnder(path) : [path]
  })
}

function entriesOf(folder: string) {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true })
  } catch {
    return []
  }
}

const importOf = (file: string, from: string, isTypeOnly: boolean): Import => {
  if (from.startsWith('@/')) return { from: from.slice(2), isOurs: true, isTypeOnly }
  if (from.startsWith('.')) return { from: join(dirname(file), from), isOurs: true, isTypeOnly }
  return { from, isOurs: false, isTypeOnly }
}

const isTypeOnly = ({ importClause: clause }: ts.ImportDeclaration) => {
  if (clause === undefined) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const named = clause.namedBindings
  if (clause.name || named === undefined || !ts.isNamedImports(named)) return false
  return named.elements.length > 0 && named.elements.every((element) => element.isTypeOnly)
}

/** What one node of the program does, as a person would write it. */
function actOf(node: ts.Node): string | undefined {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return 'any'
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date') {
    return node.arguments?.length ? undefined : 'new Date()'
  }
  if (ts.isPropertyAccessExpression(node)) {
    const text = node.getText().replaceAll('?.', '.')
    if (/^(process\.env|Date\.now|Math\.random|performance\.now)$/.test(text)) return text
    if (/^\$(query|execute)RawUnsafe$/.test(node.name.text)) return node.name.text
  }
  if (
    ts.isCallExpression(node) &&
    /^(fetch|setTimeout|setInterval)$/.test(node.expression.getText())
  ) {
    return node.expression.getText()
  }
  if (ts.isIdentifier(node) && /^random(UUID|Bytes|Int)$|^getRandomValues$/.test(node.text)) {
    return node.text
  }
  if (ts.isIdentifier(node) && node.text === 'dangerouslySetInnerHTML') return node.text
  if (ts.isAsExpression(node) && ts.isAsExpression(node.expression)) {
    if (node.expression.type.kind === ts.SyntaxKind.UnknownKeyword) return 'as unknown as'
  }
  return undefined
}

const silencers = /(?:\/\/|\/\*)\s*(eslint-disable|@ts-ignore|@ts-nocheck)/g

/** Reads what the rules of the house are about in one file's text. */
export function readSource(file: string, text = readFileSync(join(root, file), 'utf8')): Source {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const imports: Import[] = []
  const uses = [...text.matchAll(silencers)].map(([, name = '']) => name)
  const visit = (node: ts.Node) => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      imports.push(importOf(file, node.moduleSpecifier.text, isTypeOnly(node)))
    }
    if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
      if (ts.isStringLiteral(node.moduleSpecifier)) {
        imports.push(importOf(file, node.moduleSpecifier.text, node.isTypeOnly))
      }
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [from] = node.arguments
      if (from && ts.isStringLiteralLike(from)) imports.push(importOf(file, from.text, false))
    }
    const act = actOf(node)
    if (act !== undefined) uses.push(act)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return { file, lines: text.split('\n').length - 1, imports, uses: [...new Set(uses)] }
}
