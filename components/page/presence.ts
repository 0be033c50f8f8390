import { backgroundHeader } from '@/lib/access/background'

const everyMinute = 60_000

const say = () => {
  const path = document.querySelector<HTMLElement>('[data-presence]')?.dataset.presence
  if (!path || document.visibilityState !== 'visible') return
  const headers = { [backgroundHeader]: 'yes' }
  void fetch(path, { method: 'POST', headers, body: new URLSearchParams() }).catch(() => undefined)
}

/** Says once a minute which case is open here, for the colleagues who open it too. A failure changes nothing. */
export const startPresence = () => {
  setInterval(say, everyMinute)
}
