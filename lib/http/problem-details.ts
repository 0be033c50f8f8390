/** One thing that is wrong with what was sent, and where: a JSON pointer (RFC 6901). */
export interface FieldProblem {
  readonly pointer: string
  readonly detail: string
}

/** The pointer to a part of a JSON body: RFC 6901, in which ~ and / of a name are escaped. */
export const pointerTo = (path: readonly PropertyKey[]) =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** An error of the partner API as RFC 9457 has it: problem details that name the field. */
export const problemDetails = (
  status: number,
  title: string,
  detail?: string,
  errors?: readonly FieldProblem[],
  headers: Record<string, string> = {},
) =>
  new Response(JSON.stringify({ type: 'about:blank', title, status, detail, errors }), {
    status,
    headers: { ...headers, 'content-type': 'application/problem+json' },
  })
