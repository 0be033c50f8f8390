import { post } from './requests'

/** A form with a file, as a browser posts it: its bytes and its headers. */
export const uploadOf = async (
  fields: readonly (readonly [name: string, value: string])[],
  file?: { readonly name: string; readonly bytes: Uint8Array },
) => {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  if (file) form.append('file', new File([new Uint8Array(file.bytes)], file.name))
  const drawn = new Response(form)
  const type = drawn.headers.get('content-type') ?? ''
  const bytes = new Uint8Array(await drawn.arrayBuffer())
  return { bytes, headers: { 'content-type': type, 'content-length': String(bytes.length) } }
}

type Upload = Awaited<ReturnType<typeof uploadOf>>

/** Posts such a form to a route; '' leaves a header out. */
export const postUpload = <Params>(
  handler: Parameters<typeof post<Params>>[0],
  path: string,
  params: Params,
  { bytes, headers }: Upload,
  more: Record<string, string> = {},
) => post(handler, path, params, bytes, { ...headers, ...more })

/** The same as a request to whatever reads it. */
export const requestOf = (
  { bytes, headers }: Upload,
  more: Record<string, string> = {},
): Request => {
  const usual = { origin: process.env.ORIGIN ?? '', ...headers, ...more }
  return new Request('http://localhost:3999/', {
    method: 'POST',
    headers: Object.entries(usual).filter(([, value]) => value !== ''),
    body: bytes,
  })
}
