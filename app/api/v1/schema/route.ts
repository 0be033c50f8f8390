import { answersJsonSchema } from '@/lib/referral/answers-schema'

export const GET = () =>
  Response.json(answersJsonSchema(), { headers: { 'content-type': 'application/schema+json' } })
