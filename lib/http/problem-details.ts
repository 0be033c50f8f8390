/** One thing that is wrong with what was sent, and where: a JSON pointer (RFC 6901). */
export interface FieldProblem {
  readonly pointer: string
  readonly detail: string
}

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
