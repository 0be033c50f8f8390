import type { Page } from '@playwright/test'

/** Whether what has the focus can be seen: in the window, with nothing of the page on top of it. */
export const isFocusSeen = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement
    if (!focused || focused === document.body) return true
    const { x, y, width, height } = focused.getBoundingClientRect()
    const top = document.elementFromPoint(x + width / 2, y + Math.min(height, innerHeight) / 2)
    return top !== null && (focused.contains(top) || top.contains(focused))
  })
