// Single keys, for officers who turned them on: only then is there an element with data-shortcuts.
// A key presses what is drawn with it (data-key), so that this holds no rule of casework.

import { trust } from './trusted-pages'

const find = (selector: string) => document.querySelector<HTMLElement>(selector)

const rows = () => [...document.querySelectorAll<HTMLAnchorElement>('a[data-open]')]
const currentRow = () => rows().find((row) => row.ariaCurrent === 'true')

const isField = (target: EventTarget | null) =>
  target instanceof Element &&
  target.closest('input, select, textarea, dialog[open], [contenteditable]') !== null

/** Drawn, and not inside something that is closed. */
const isVisible = (element: Element) => element.getClientRects().length > 0

let asked: AbortController | undefined

/** Opens the case of a row beside the list, from the same address that the row's link leads to. */
async function openRow(row: HTMLAnchorElement) {
  asked?.abort()
  const mine = (asked = new AbortController())
  for (const other of rows()) other.removeAttribute('aria-current')
  row.ariaCurrent = 'true'
  row.focus()
  try {
    const answer = await fetch(row.href, { signal: mine.signal })
    const page = new DOMParser().parseFromString(trust(await answer.text()), 'text/html')
    const pane = page.querySelector('[data-pane]')
    if (!answer.ok || answer.redirected || !pane) throw new Error('The page has no case beside it')
    find('[data-pane]')?.replaceWith(document.adoptNode(pane))
    history.replaceState(null, '', row.href.replace(/#.*/, ''))
  } catch {
    if (!mine.signal.aborted) location.assign(row.href)
  }
}

const step = (by: 1 | -1) => () => {
  const all = rows()
  const current = currentRow()
  const row = current ? all[all.indexOf(current) + by] : all[0]
  if (row) void openRow(row)
}

const dialog = () => document.querySelector<HTMLDialogElement>('dialog#keys')
const showKeys = () => dialog()?.showModal()

const moves: Readonly<Record<string, () => unknown>> = {
  j: step(1),
  k: step(-1),
  '/': () => find('input[type=search]')?.focus(),
  '?': showKeys,
}

const press = (key: string) => {
  const drawn = document.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)
  const button = [...drawn].find(isVisible)
  button?.click()
  return button !== undefined
}

/** Enter opens the whole case, unless it presses something else. */
const openWhole = (target: EventTarget | null) => {
  const control = target instanceof Element && target.closest('a, button, summary')
  const whole = find('[data-whole]')?.dataset.whole
  if (!whole || (control && control !== currentRow())) return false
  location.assign(whole)
  return true
}

const act = ({ key, target }: KeyboardEvent) => {
  if (key === 'Enter') return openWhole(target)
  const move = moves[key]
  move?.()
  return move !== undefined || (key.length === 1 && press(key))
}

/** Listens for keys where the officer turned them on: never in a field, never with another key held. */
export function startShortcuts() {
  if (!find('[data-shortcuts]')) return
  const button = find('[data-show-keys]')
  if (button) button.hidden = false
  button?.addEventListener('click', showKeys)
  dialog()
    ?.querySelector('button')
    ?.addEventListener('click', () => dialog()?.close())
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return
    if (!isField(event.target) && act(event)) event.preventDefault()
  })
}
