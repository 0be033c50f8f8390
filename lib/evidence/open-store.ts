import { environment } from '@/lib/environment'
import { openBucketStore } from './open-bucket-store'
import { openDiskStore } from './open-disk-store'
import type { Store } from './store'

/** The store that the setting EVIDENCE names: a folder, or a bucket. */
export const openStore = (): Store => {
  const { EVIDENCE, EVIDENCE_KEY_ID, EVIDENCE_SECRET, EVIDENCE_REGION } = environment()
  if (EVIDENCE.startsWith('disk:')) return openDiskStore(EVIDENCE.slice('disk:'.length))
  return openBucketStore({
    address: EVIDENCE.slice('s3:'.length),
    region: EVIDENCE_REGION,
    keyId: EVIDENCE_KEY_ID ?? '',
    secret: EVIDENCE_SECRET ?? '',
  })
}
