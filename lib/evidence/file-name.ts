const longest = 120

/**
 * The name of a file as people may read it: no folders, no characters that cannot be seen or that turn
 * the order of the others round (ASVS 5.0, 5.3.2). It names nothing on a disk and in no header.
 */
export const shownName = (typed: string): string => {
  const last = typed.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .replace(/\p{Z}+/gu, ' ')
    .replace(/[\p{C}]/gu, '')
    .trim()
  if (plain.length <= longest) return plain || 'A file without a name'
  const end = /\.[^.]{1,8}$/.exec(plain)?.[0] ?? ''
  return `${plain.slice(0, longest - end.length - 1)}…${end}`
}

/** The name that a download gets: it says nothing about anybody. */
export const downloadName = (id: string, extension: string) =>
  `evidence-${id.slice(0, 8)}.${extension}`
