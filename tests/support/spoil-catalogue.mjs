// Loaded into the schema engine by a test: PostgreSQL's catalogue answers with text where the engine
// expects single characters, at which it panics.
import { PGlite } from '@electric-sql/pglite'

const query = PGlite.prototype.query
PGlite.prototype.query = async function spoiled(...args) {
  const answer = await query.apply(this, args)
  for (const field of answer.fields) if (field.dataTypeID === 18) field.dataTypeID = 25
  return answer
}
