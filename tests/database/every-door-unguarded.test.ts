import { vi } from 'vitest'
import type * as permissions from '@/lib/access/permissions'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { everyDoor } from '@/tests/support/every-door'

// Everybody may do everything and see every kind of answer, as far as the verbs know: only the
// database says no.
vi.mock('@/lib/access/permissions', async (original) => ({
  ...(await original<typeof permissions>()),
  may: () => true,
  maySeeQueue: () => true,
}))
vi.mock('@/lib/disclosure/audience', () => ({ audienceOf: () => 'first_responder_desk' }))

const database = testDatabase()
everyDoor(database, countyPeople(database), true)
