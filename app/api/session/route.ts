import { form, publicPage } from '@/app/door'
import { findTimeLeft } from '@/lib/access/find-time-left'

/** How many seconds the session holds if nobody does anything. Asked in the background by our script. */
export const GET = publicPage(async ({ actor }) =>
  actor
    ? Response.json({ seconds: await findTimeLeft(actor) })
    : Response.json({ seconds: 0 }, { status: 401 }),
)

/** Somebody pressed “Stay signed in”: like any form that is posted, it begins the idle time anew. */
export const POST = form(() => new Response(null, { status: 204 }))
