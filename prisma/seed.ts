import { loadCounty } from './load-county'
import { loadDemonstration } from './load-demonstration'
import { closeDatabase } from '@/lib/database/with-actor'
import { environment } from '@/lib/environment'

// Loads the county's partners, and in a demonstration its accounts and referrals. Changes nothing
// that is there already, so that it can be run again at any time.
await loadCounty()
if (environment().DEMONSTRATION) await loadDemonstration()
await closeDatabase()
