export type DatabaseAddress =
  { kind: 'memory' } | { kind: 'folder'; folder: string } | { kind: 'server'; url: string }

/**
 * Reads a database's address: `pglite:memory`, `pglite:<folder>` (PostgreSQL inside this process) or
 * `postgresql://…` (a server). Throws an error of one line, which never repeats a password.
 */
export function readAddress(text: string): DatabaseAddress {
  if (/^postgres(ql)?:\/\//.test(text)) {
    if (!URL.canParse(text)) throw new Error('The address of the PostgreSQL server is not a URL')
    return { kind: 'server', url: text }
  }
  const place = /^pglite:(.+)$/.exec(text)?.[1]
  if (place === undefined) {
    throw new Error(
      'A database address is pglite:<folder>, pglite:memory or postgresql://user@host/name',
    )
  }
  return place === 'memory' ? { kind: 'memory' } : { kind: 'folder', folder: place }
}
