/**
 * Crockford's alphabet, without I, L, O and U, so that nothing is misread aloud or spells a word, and
 * without Z, so that there are 31 letters: a prime, which the check character needs.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXY'
const size = 8

/**
 * The check character of a body: a weighted sum modulo 31, so that one wrong character and two
 * neighbours that changed places are always caught.
 */
const checkOf = (body: string) => {
  let sum = 0
  for (const [index, letter] of [...body].entries()) sum += (index + 1) * alphabet.indexOf(letter)
  return alphabet[sum % alphabet.length] ?? ''
}

/**
 * Builds a reference such as HMS-7K2Q-9XVR-4.
 * @param random eight bytes from a source that cannot be guessed: about 39 bits of them are used
 */
export const makeReference = (random: Uint8Array) => {
  const body = Array.from(
    random.subarray(0, size),
    (byte) => alphabet[byte % alphabet.length],
  ).join('')
  return `HMS-${body.slice(0, 4)}-${body.slice(4)}-${checkOf(body)}`
}

/**
 * Reads a reference as a person types it: any case, with or without dashes and spaces, O for 0 and
 * I or L for 1.
 * @returns the reference as it is stored, or `undefined` where the check character does not fit
 */
export const readReference = (typed: string) => {
  const letters = typed
    .toUpperCase()
    .replace(/^\s*HMS/, '')
    .replace(/[\s\p{Pd}]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  const body = letters.slice(0, size)
  if (letters.length !== size + 1 || [...letters].some((letter) => !alphabet.includes(letter)))
    return undefined
  if (checkOf(body) !== letters[size]) return undefined
  return `HMS-${body.slice(0, 4)}-${body.slice(4)}-${checkOf(body)}`
}
