import { expect, test, type Locator, type Page, type Response } from '@playwright/test'
import { follow } from './answer-pages'
import { expectWellMade, listenForComplaints } from './well-made'

/** A page to be looked at, and how to come to it. */
export interface Visit {
  readonly page: Page
  readonly name: string
  readonly isReferral?: boolean
  readonly hasErrors?: boolean
  readonly open: () => Promise<Response | null>
}

/** Presses a button that leads to a page which somebody must mend. */
export const submit = async (page: Page, button: Locator) => {
  const answered = page.waitForResponse(
    (response) => response.request().isNavigationRequest() && response.status() !== 303,
  )
  await follow(page, button)
  return answered
}

/** The same, by the name of the button. */
export const press = (page: Page, name: string) => () =>
  submit(page, page.getByRole('button', { name, exact: true }))

/** Walks through a list of pages, each held up to the conventions; says of each that it failed. In: answers that may stand in no address and no title. */
export async function visitPages(
  page: Page,
  secrets: readonly string[],
  visits: AsyncIterable<Visit>,
) {
  const complaints = listenForComplaints(page)
  const seen: string[] = []
  for await (const { name, open, isReferral = false, hasErrors = false } of visits)
    await test.step(name, async () => {
      const response = await open()
      await expectWellMade(page, response, { isReferral, hasErrors, secrets })
      if (!hasErrors) seen.push(`${await page.title()}: ${await page.locator('h1').innerText()}`)
      expect(complaints, 'the browser complains of nothing').toEqual([])
    })
  expect(seen, 'no two pages are called the same').toEqual([...new Set(seen)])
}
