import type { APIRequestContext } from '@playwright/test'
import { demonstrationToken } from '@/prisma/demonstration-accounts'

/** The partner API as an organisation of the demonstration calls it. */
export const partnerApi = (request: APIRequestContext, organisation: string) => {
  const headers = { authorization: `Bearer ${demonstrationToken(organisation)}` }
  return {
    send: (answers: object, idempotencyKey?: string) =>
      request.post('/api/v1/referrals', {
        data: answers,
        headers: { ...headers, ...(idempotencyKey && { 'idempotency-key': idempotencyKey }) },
      }),
    state: (reference: string) => request.get(`/api/v1/referrals/${reference}`, { headers }),
  }
}
