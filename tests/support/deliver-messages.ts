/** Delivers once, in a process of its own: for a test that kills it meanwhile. */
import { closeDatabase } from '@/lib/database/with-actor'
import { deliverMessages } from '@/lib/notifications/deliver-messages'

await deliverMessages()
await closeDatabase()
