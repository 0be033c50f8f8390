import { environment } from '@/lib/environment'

export interface Refused {
  readonly status: 403 | 421
  readonly title: string
}

/** Whether a browser says that another site asks: not somebody who follows a link, but a page that loads ours. */
const isLoadedElsewhere = ({ headers, method }: Request) => {
  const site = headers.get('sec-fetch-site')
  if (site === null || site === 'same-origin' || site === 'none') return false
  const isFollowed =
    method === 'GET' &&
    headers.get('sec-fetch-mode') === 'navigate' &&
    headers.get('sec-fetch-dest') === 'document'
  return !isFollowed
}

/** Whether it was meant for another address than those at which people use the service. */
const isMisdirected = ({ headers }: Request) => {
  const host = headers.get('host')
  return host !== null && !environment().origins.some((origin) => new URL(origin).host === host)
}

/**
 * What no route answers, whoever asks: a request for another host (threat T-34), and one that a page of
 * another site makes for itself, as a picture, a frame or a script (ASVS 5.0, 3.5.8; fetch metadata).
 * @returns why; `undefined` where nothing speaks against answering
 */
export const refuseRequest = (request: Request): Refused | undefined => {
  if (isMisdirected(request))
    return { status: 421, title: 'This is not the address of the service' }
  if (isLoadedElsewhere(request)) return { status: 403, title: 'Another site asked for this page' }
  return undefined
}
