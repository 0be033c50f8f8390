import { page } from '@/app/door'
import { WorkloadPage } from '@/components/casework/workload-page'
import { findWorkload } from '@/lib/casework/find-workload'
import { queuePath } from '@/lib/access/navigation'
import { listWords } from '@/lib/casework/lists'
import { queueAt } from '../queue-page'

export const GET = page<{ queue: string }>(async ({ actor, params, now }) => {
  const queue = queueAt(params.queue)
  const workload = await findWorkload(actor, queue)
  return {
    title: `${listWords(queue).title}: workload`,
    wide: true,
    back: queuePath(queue),
    body: <WorkloadPage queue={queue} workload={workload} now={now} />,
  }
})
