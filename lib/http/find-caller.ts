import { environment } from '@/lib/environment'
import { callerOf } from './caller'

/** From where a request comes, as far as the proxies in front are trusted to say. */
export const findCaller = (request: Request) =>
  callerOf(request.headers.get('x-forwarded-for'), environment().TRUSTED_PROXIES)
