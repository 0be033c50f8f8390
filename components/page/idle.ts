import { backgroundHeader } from '@/lib/access/background'
import { showTimeLeft } from '@/lib/wording/time-left'

/** In seconds before the end: when somebody is warned, and when a draft is saved. */
const before = { warning: 120, saving: 10 } as const
/** The server notes a request once a minute at most, so it may end a session that much sooner than we think. */
const doubt = 60
const betweenLooks = 30_000

const quietly = { headers: { [backgroundHeader]: 'yes' } }

/** What was typed in a referral so far. Its step saves it, right or wrong. */
const saveDraft = async () => {
  const form = document.querySelector<HTMLFormElement>('form[data-draft]')
  if (!form) return
  const typed = [...new FormData(form)].map(([name, value]) => [name, String(value)])
  const body = new URLSearchParams(typed)
  await fetch(location.href, { ...quietly, method: 'POST', body, redirect: 'manual' })
}

/** Nothing of the page is left on the screen, nor behind Back. */
const leave = () => {
  document.documentElement.hidden = true
  const next = encodeURIComponent(location.pathname + location.search)
  location.replace(`/sign-in?next=${next}`)
}

/**
 * Warns two minutes before the idle time ends, and leaves the page when it has. Other tabs count too:
 * the server says how long is left, and asking it does not make that longer.
 */
export const startIdle = () => {
  const dialog = document.querySelector<HTMLDialogElement>('dialog[data-session]')
  const text = dialog?.querySelector('[data-time-left]')
  if (!dialog || !text) return
  let end = Date.now() + Number(dialog.dataset.session) * 1000
  let looked = 0
  let isSaved = false
  let isGone = false

  const look = async () => {
    looked = Date.now()
    const answer = await fetch('/api/session', quietly)
    const { seconds } = (await answer.json()) as { seconds: number }
    end = Date.now() + seconds * 1000
  }
  const stay = () =>
    void fetch('/api/session', { method: 'POST', body: new URLSearchParams() })
      .then(look)
      .then(tick)
      .catch(() => undefined)

  const tick = async () => {
    const left = () => Math.ceil((end - Date.now()) / 1000)
    const isClose = left() <= before.warning + doubt
    if (isClose && (left() <= 0 || Date.now() - looked > betweenLooks))
      await look().catch(() => undefined)
    if (left() <= 0 && !isGone) {
      isGone = true
      return leave()
    }
    const isWarned = left() <= before.warning
    if (isWarned !== dialog.open) {
      if (isWarned) dialog.showModal()
      else dialog.close()
    }
    const shown = showTimeLeft(left())
    if (text.textContent !== shown) text.textContent = shown
    if (!isWarned) isSaved = false
    if (left() <= before.saving && !isSaved) {
      isSaved = true
      await saveDraft().catch(() => undefined)
    }
  }

  dialog.querySelector('#idle-stay')?.addEventListener('click', stay)
  // Escape is somebody who is there.
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault()
    stay()
  })
  document.addEventListener('visibilitychange', () => void tick())
  setInterval(() => void tick(), 1000)
}
