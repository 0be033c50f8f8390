/**
 * npm run audit:checkpoint: signs where the audit trail ends now and says where the checkpoint and the
 * public key are. Takes the settings of the service. It happens by itself every five minutes too.
 */
import { doubts } from '@/lib/audit/checkpoint'
import { writeCheckpoint } from '@/lib/audit/write-checkpoint'
import { closeDatabase } from '@/lib/database/with-actor'
import { readEnvironment } from '@/lib/environment'

const reasons = {
  ...doubts,
  no_key: 'AUDIT_KEY is missing: set it to 32 random bytes in base64',
  nothing_new: 'Nothing was recorded since the last checkpoint',
  not_yet: 'It is not time for a checkpoint',
} as const

const read = readEnvironment(process.env)
if ('problems' in read) {
  console.error(read.problems.join('; '))
  process.exit(1)
}
const written = await writeCheckpoint(true).catch((error: unknown) => {
  console.error(`No checkpoint was written. ${error instanceof Error ? error.message : ''}`)
  process.exit(1)
})
await closeDatabase()
if ('because' in written) {
  console.error(`No checkpoint was written. ${reasons[written.because]}`)
  process.exit(written.because === 'nothing_new' ? 0 : 1)
}
console.log(`Entry ${written.sequence} is signed: ${written.file}`)
console.log(`The public key is in ${written.publicKey}`)
process.exit(0)
