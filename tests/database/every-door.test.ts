import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { everyDoor } from '@/tests/support/every-door'

const database = testDatabase()
everyDoor(database, countyPeople(database), false)
