/**
 * A path of this site that somebody may be sent to after signing in.
 * @returns the path; `undefined` where it would lead anywhere else
 */
export const safePath = (path: string | null | undefined): string | undefined => {
  if (!path || path.length > 500 || !/^\/(?![/\\])[\w\-./?=&%]*$/.test(path)) return undefined
  const here = 'http://here.test'
  return URL.canParse(path, here) && new URL(path, here).origin === here ? path : undefined
}
