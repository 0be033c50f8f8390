import { NextRequest } from 'next/server'
import { addressOf, findRouteFiles, parametersOf } from './route-files'

type Handler = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
export type Method = (typeof methods)[number]

/** A route of the service: its address with its parameters in brackets, and what answers there. */
export interface Door {
  readonly path: string
  readonly handlers: Readonly<Partial<Record<Method, Handler>>>
}

/** Every route of the service with what answers there. */
export const findDoors = async (): Promise<readonly Door[]> => {
  const doors: Door[] = []
  for (const { file, path } of findRouteFiles()) {
    const route = (await import(/* @vite-ignore */ file)) as Record<string, unknown>
    const handlers = methods.flatMap((method) => {
      const handler = route[method]
      return typeof handler === 'function' ? [[method, handler as Handler] as const] : []
    })
    doors.push({ path, handlers: Object.fromEntries(handlers) })
  }
  return doors
}

/** Asks a route as a browser of ours would. */
export const knock = async (
  { path, handlers }: Door,
  method: Method,
  values: Readonly<Record<string, string>>,
  {
    cookie,
    origin,
    body = '',
    query = '',
    type = 'application/x-www-form-urlencoded',
  }: {
    cookie?: string
    origin: string
    body?: string
    query?: string
    /** What the body says that it is. */
    type?: string
  },
): Promise<Response> => {
  const handler = handlers[method]
  if (!handler) throw new Error(`${path} has no ${method}`)
  const params = Object.fromEntries(
    parametersOf(path).map(({ name, isList }) => [
      name,
      isList ? [values[name] ?? ''] : (values[name] ?? ''),
    ]),
  )
  const request = new NextRequest(new URL(addressOf(path, values) + query, origin), {
    method,
    headers: {
      ...(cookie && { cookie }),
      ...(method !== 'GET' && { origin, 'content-type': type }),
    },
    ...(method !== 'GET' && { body }),
  })
  return handler(request, { params: Promise.resolve(params) })
}
