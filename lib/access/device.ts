const browsers: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Edge', /\bEdg(?:A|iOS)?\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Opera', /\bOPR\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS)\//],
  ['Safari', /\bSafari\//],
]

const systems: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['Mac', /\bMacintosh\b/],
  ['Chromebook', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
]

const firstOf = (list: typeof browsers, text: string, otherwise: string) =>
  list.find(([, pattern]) => pattern.test(text))?.[0] ?? otherwise

/**
 * What a person would call their device, from what its browser says of itself: "Chrome on Android".
 * As coarse as that, so that nothing finer about anybody is stored.
 */
export const deviceOf = (userAgent: string | null): string => {
  const said = (userAgent ?? '').slice(0, 500)
  return `${firstOf(browsers, said, 'A browser')} on ${firstOf(systems, said, 'another device')}`
}
