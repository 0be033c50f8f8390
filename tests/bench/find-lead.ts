import type { Actor } from '@/lib/access/actor'
import { findActor } from '@/lib/access/find-actor'
import type { OpenAsOwner } from '@/lib/database/open-as-owner'
import { cookieOf } from '../support/requests'

/** A safeguarding lead of the demonstration, signed in without a password. */
export const findLead = async ({ act }: OpenAsOwner): Promise<Actor> => {
  const [row] = await act(
    (tx) => tx.$queryRaw<{ id: string }[]>`
      select id from account where role = 'safeguarding_lead' order by email limit 1`,
  )
  const cookie = await cookieOf({ accountId: row?.id ?? '' })
  const lead = await findActor(new Request('http://localhost', { headers: { cookie } }))
  if (!lead) throw new Error('The lead cannot sign in')
  return lead
}
