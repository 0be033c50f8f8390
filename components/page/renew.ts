import { backgroundHeader } from '@/lib/access/background'
import { trust } from './trusted-pages'

/** In milliseconds. */
const betweenLooks = 2_000
/** After so many looks in a row that failed it stops. */
const mostFailures = 3

const renewedPart = (page: Document) => page.querySelector<HTMLElement>('[data-renews]')
const status = (page: Document) => page.querySelector<HTMLElement>('[data-renewed]')

const ownText = ({ childNodes }: Element) =>
  [...childNodes].flatMap((node) => (node instanceof Text ? [node.data] : [])).join('|')

/** Puts what is new in its place, and leaves everything else as it is: a focus, and where somebody reads. */
const renew = (old: Element, fresh: Element) => {
  if (old.isEqualNode(fresh)) return
  const [before, after] = [[...old.children], [...fresh.children]]
  const isAlike =
    before.length > 0 &&
    before.length === after.length &&
    old.tagName === fresh.tagName &&
    ownText(old) === ownText(fresh)
  if (!isAlike) return old.replaceWith(document.adoptNode(fresh))
  for (const { name, value } of fresh.attributes) old.setAttribute(name, value)
  after.forEach((child, index) => {
    const place = before[index]
    if (place) renew(place, child)
  })
}

/** What had the focus is there no more: it goes to the heading of what took its place. */
const keepFocus = (part: HTMLElement | null) => {
  const heading = part?.querySelector('h1')
  heading?.setAttribute('tabindex', '-1')
  heading?.focus()
}

/** Reads the page again. True while there is more to come. */
const look = async () => {
  const answer = await fetch(location.href, { headers: { [backgroundHeader]: 'yes' } })
  const page = new DOMParser().parseFromString(trust(await answer.text()), 'text/html')
  const [old, fresh] = [renewedPart(document), renewedPart(page)]
  if (!answer.ok || answer.redirected || !old || !fresh) throw new Error('It cannot be renewed')
  const isMore = fresh.dataset.renews === 'yes'
  const hadFocus = old.contains(document.activeElement)
  renew(old, fresh)
  const part = renewedPart(document)
  if (hadFocus && !part?.contains(document.activeElement)) keepFocus(part)
  const [said, says] = [status(document), status(page)?.textContent ?? '']
  if (said && said.textContent !== says) said.textContent = says
  return isMore
}

/**
 * Renews the part of a page that says how far something is, until it is done or cannot be read, or
 * somebody stops it (WCAG 2.2, 2.2.2). Without script the page has a link that does the same.
 */
export const startRenewing = () => {
  const control = document.querySelector<HTMLElement>('[data-renewing]')
  if (!control || renewedPart(document)?.dataset.renews !== 'yes') return
  let isOn = true
  let failures = 0
  const stop = () => {
    isOn = false
    const hadFocus = control.contains(document.activeElement)
    control.hidden = true
    if (hadFocus) keepFocus(renewedPart(document))
  }
  const giveUp = () => {
    stop()
    control.textContent = 'This page could not be renewed. Look again with the link.'
    control.className = 'govuk-body'
    control.role = 'alert'
    control.hidden = false
  }
  const later = () => setTimeout(() => void tick(), betweenLooks)
  const tick = async () => {
    if (document.visibilityState === 'visible' && isOn)
      try {
        if (!(await look())) stop()
        failures = 0
      } catch {
        failures += 1
        if (failures === mostFailures) giveUp()
      }
    if (isOn) later()
  }
  control.hidden = false
  control.querySelector('button')?.addEventListener('click', stop)
  later()
}
