import type { Page } from '@playwright/test'
import { follow } from '@/tests/support/answer-pages'
import { firstStep, labelOf, steps } from './fields'
import { keyIn, postedFor, type FormAtHand, type KeyedIn, type Told } from './first-responder'

/** A field on the page of a pack: its place in the form is told by the heading that it stands under. */
interface Read {
  readonly step: string
  readonly label: string
  readonly words: string | undefined
  readonly hint: string
}

/** A label without what a pack, or the form itself, adds to it. */
const plain = (label: string) => label.replace(/( \(optional\))+$/, '')

const rowsOf = (page: Page): Promise<readonly Read[]> =>
  page.locator('main section').evaluateAll((sections) =>
    sections.flatMap((section) =>
      [...section.querySelectorAll('.pack-field, .govuk-summary-list__row')].map((row) => ({
        step: (section.getAttribute('aria-labelledby') ?? '').replace(/^page-/, ''),
        label: row.querySelector('h3, dt')?.textContent ?? '',
        words: row.querySelector('[data-value], .answer')?.textContent ?? undefined,
        hint: row.querySelector('.govuk-hint')?.parentElement?.textContent ?? '',
      })),
    ),
  )

/**
 * Reads the page of a pack that is open, field by field, as somebody reads it who has the form beside
 * it: by headings and labels. Of two fields of one step with the same label the first comes first.
 */
export async function readPack(page: Page): Promise<readonly Told[]> {
  const taken = new Set<string>()
  return (await rowsOf(page)).flatMap(({ step: name, label, words, hint }) => {
    const step = steps.find((one) => one.step === name)
    const field = step?.fields.find(
      (one) => plain(labelOf(step, one)) === plain(label) && !taken.has(`${name}/${one.field}`),
    )
    if (!step) return []
    if (!field) throw new Error(`The form has no “${label}” under ${name}`)
    taken.add(`${name}/${field.field}`)
    const [, orElse] = /If nobody knows, choose: ([^.]+)\./.exec(hint) ?? []
    return [{ step: name, field: field.field, words, orElse }]
  })
}

/** The imitation of the form in a browser: what stands on the page, and nothing but that. */
const formIn = (page: Page): FormAtHand => ({
  type: async (step, field, words) => {
    const place = page.locator(`#${field.field}`)
    switch (field.type) {
      case 'radio-group':
      case 'checkbox-group':
        for (const label of field.type === 'radio-group' ? [words] : words.split(', '))
          await place.getByLabel(label, { exact: true }).check()
        return
      case 'checkbox':
        if (words === 'Tick') await page.locator(`[name="${field.field}"]`).check()
        return
      case 'select':
        await place.selectOption({ label: words })
        return
      case 'input-date':
        for (const [name, [value = '']] of Object.entries(postedFor(step, field, words)))
          await page.locator(`[name="${name}"]`).fill(value)
        return
      case 'input-file':
        await place.setInputFiles({
          name: 'evidence.txt',
          mimeType: 'text/plain',
          buffer: Buffer.from('Nothing'),
        })
        return
      default:
        await place.fill(words)
    }
  },
  proceed: async () => {
    await follow(page, page.locator('button'))
    const refused = await page
      .locator('[role="alert"] li')
      .evaluateAll((lines) =>
        lines.map((line) => `${line.getAttribute('data-field') ?? ''}: ${line.textContent}`),
      )
    const name = new URL(page.url()).pathname.split('/').at(-1)
    return { next: steps.find(({ step }) => step === name), refused }
  },
})

/** Keys a pack into the imitation of the form at an address, from its first page to the last. */
export async function keyInByPages(
  page: Page,
  address: string,
  pack: readonly Told[],
): Promise<KeyedIn> {
  await page.goto(address)
  await follow(page, page.getByRole('button', { name: 'Start' }))
  return keyIn(pack, firstStep, formIn(page))
}
