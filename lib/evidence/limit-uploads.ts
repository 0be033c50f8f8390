import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Actor } from '@/lib/access/actor'

/** Seconds after which counting begins anew. */
export const uploadWindow = 600

/** Files that one account may send in ten minutes (ASVS 5.0, 2.4.1): two whole referrals of them. */
const limiter = new RateLimiterMemory({ points: 20, duration: uploadWindow })

/** Whether an account may send another file now. Each time that it is asked counts as one. */
export const limitUploads = async ({ accountId }: Pick<Actor, 'accountId'>): Promise<boolean> =>
  (await limiter.consume(accountId).catch(() => null)) !== null
