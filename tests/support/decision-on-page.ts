import type { Page } from '@playwright/test'
import type { Decision } from '@/lib/routing/decision'

type Shown = Pick<Decision, 'priority' | 'reasons'>

/** How soon and why, as the page of a case says it. */
export async function decisionOnPage(page: Page): Promise<Shown> {
  const rows = page.getByRole('table', { name: /^Reasons/ }).locator('tbody tr')
  const reasons = await rows.evaluateAll((lines) =>
    lines.map((line) => [...line.children].map(({ textContent }) => textContent ?? '')),
  )
  const [priority = ''] = (await page.locator('main .govuk-tag').first().innerText()).split(' ')
  return {
    priority: priority as Shown['priority'],
    reasons: reasons.map(([rule = '', because = '']) => ({ rule, because })),
  }
}

/** The same of a decision, in the words of the page: a sentence begins with a capital letter. */
export const asOnPage = ({ priority, reasons }: Decision): Shown => ({
  priority,
  reasons: reasons.map(({ rule, because }) => ({
    rule,
    because: because.charAt(0).toUpperCase() + because.slice(1),
  })),
})
