/** A number that an address says of what was just done; `undefined` where it says none. */
export const readCounted = (params: URLSearchParams, name: string) => {
  const said = params.get(name) ?? ''
  return /^\d{1,4}$/.test(said) ? Number(said) : undefined
}
