/** Next calls this once, when a server starts. */
export async function register() {
  if (
    process.env.NEXT_RUNTIME === 'nodejs' &&
    process.env.NEXT_PHASE !== 'phase-production-build'
  ) {
    const { environment } = await import('./lib/environment')
    const { log } = await import('./lib/log')
    log.level = environment().LOG_LEVEL
    const { receiveRequests } = await import('./lib/http/receive-requests')
    receiveRequests()
    const { startJobs } = await import('./lib/jobs/start-jobs')
    await startJobs()
  }
}
