/** ASVS 5.0, 6.2.1 and 6.2.9: fifteen characters alone, eight beside a second factor; 128 at most. */
export const passwordLength = { alone: 15, withSecondFactor: 8, most: 128 } as const

/** What everybody tries first, and words of this service that a guesser knows (ASVS 5.0, 6.2.11 and 6.2.12). */
const guessed = [
  '123456789012345',
  '1q2w3e4r5t6y',
  'abcdefghijklmno',
  'adminadminadmin',
  'changeme',
  'correcthorsebatterystaple',
  'demonstrationonly',
  'iloveyou',
  'letmein',
  'monkey',
  'password',
  'passphrase',
  'passwort',
  'qwertyuiop',
  'sunshine',
  'trustno1',
  'welcome',
]
const ofTheService = [
  'beacon',
  'constabulary',
  'council',
  'exploitation',
  'hertfordshire',
  'herts',
  'modernslavery',
  'nrm',
  'police',
  'referral',
  'safeguarding',
  'shivatrust',
  'slavery',
  'trafficking',
  'tropic',
]

const plain = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[@4]/g, 'a')
    .replace(/3/g, 'e')
    .replace(/[1!|]/g, 'i')
    .replace(/0/g, 'o')
    .replace(/[$5]/g, 's')
    .replace(/[^\p{L}\p{N}]/gu, '')

/** How many letters of a password are of words that a guesser knows. */
const knownLetters = (password: string, words: readonly string[]) => {
  const whole = plain(password)
  const left = [...new Set(words.map(plain).filter((word) => word.length >= 3))]
    .sort((one, other) => other.length - one.length)
    .reduce((rest, word) => rest.replaceAll(word, ''), whole)
  return whole.length - left.length
}

/**
 * What is wrong with a new password. Any characters will do, and none is asked for. It may hold a word
 * that a guesser knows, if half of what is asked is left without it.
 * @param words more words that a guesser knows: the organisation, the name, the address
 * @param hasSecondFactor whether a code is asked besides
 * @returns the message for beside the field; `undefined` where nothing is wrong
 */
export const passwordProblem = (
  password: string,
  words: readonly string[],
  hasSecondFactor: boolean,
): string | undefined => {
  const least = hasSecondFactor ? passwordLength.withSecondFactor : passwordLength.alone
  const { length } = [...password]
  if (length === 0) return 'Enter a new password'
  if (length < least) return `Your new password must be ${least} characters or more`
  if (length > passwordLength.most)
    return `Your new password must be ${passwordLength.most} characters or fewer`
  if (new Set(password.toLowerCase()).size < 5)
    return 'Use more different characters, such as three or four words that do not belong together'
  const known = [...guessed, ...ofTheService, ...words.flatMap((word) => word.split(/[\s@.,'’-]+/))]
  if (length - knownLetters(password, known) < least / 2)
    return 'This is too easy to guess. Use three or four words that do not belong together'
  return undefined
}
