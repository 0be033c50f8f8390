import { environment } from '@/lib/environment'
import { log } from '@/lib/log'
import { runJobs } from './run-jobs'

const soon = 10_000

/**
 * Starts the jobs beside the pages, unless the operator runs them elsewhere, and ends them with the
 * process. Where they cannot start yet the pages are served all the same, and it tries again.
 */
export const startJobs = async (): Promise<void> => {
  if (environment().JOBS === 'elsewhere') return
  try {
    const end = await runJobs()
    process.once('SIGTERM', () => void end())
    process.once('SIGINT', () => void end())
  } catch (error) {
    log.error({ err: error }, 'The jobs did not start: was `npm run migrate` run?')
    setTimeout(() => void startJobs(), soon).unref()
  }
}
