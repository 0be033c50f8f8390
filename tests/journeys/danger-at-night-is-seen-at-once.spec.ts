import { addMinutes } from 'date-fns'
import { expect, type Page } from '@playwright/test'
import { londonClock, showMoment } from '@/lib/wording/london-time'
import { follow, referByPages } from '@/tests/support/answer-pages'
import {
  buttonIn,
  choose,
  findInQueue,
  go,
  panel,
  press,
  test,
  under,
} from '@/tests/support/case-pages'
import { workedCase } from '@/tests/support/worked-case'

const saturday = 6

const priorityOf = (page: Page) => page.locator('main .govuk-tag').first()

test(
  'danger is due in 15 minutes, stands above all that is not, and is lowered by two people alone',
  { tag: '@without-javascript' },
  async ({ as }) => {
    test.setTimeout(120_000)
    const nurse = await as('referrer.nhs')
    const before = new Date()
    const reference = await referByPages(nurse, { ...workedCase('V04'), safePlaceTonight: 'no' })
    const told = await nurse.locator('main').innerText()
    // The page says the minute, and sending takes a moment.
    const due = [before, new Date()].map((at) => showMoment(addMinutes(at, 15)))
    expect(
      due.some((moment) => told.includes(`looks at it by ${moment}`)),
      told,
    ).toBe(true)

    const officer = await as('officer')
    await findInQueue(officer, 'police', reference)
    const rows = officer.locator('tbody tr')
    const row = rows.filter({ hasText: reference })
    for (const badge of ['P1', 'Danger now', 'Nowhere safe tonight', /in 1[45] minutes/])
      await expect(row).toContainText(badge)
    const shown = await rows.allTextContents()
    const above = shown.slice(
      0,
      shown.findIndex((text) => text.includes(reference)),
    )
    expect(above.filter((text) => !text.includes('Immediate'))).toEqual([])

    await go(officer, reference)
    await press(panel(officer, 'Police'), 'Accept')
    await officer.goto(`/cases/${reference}`)
    await expect(priorityOf(officer)).toContainText('P1')
    await expect(buttonIn(panel(officer, 'Police'), 'Raise to immediate')).toHaveCount(0)
    await expect(panel(officer, 'Police')).toContainText('It is marked immediate already')

    await officer.getByText('More', { exact: true }).click()
    await press(panel(officer, 'Police'), 'Ask to lower how soon')
    await choose(officer, 'Why?', 'The person is safe now')
    await press(officer, 'Ask to lower how soon')
    await expect(panel(officer, 'Police')).toContainText('A second person has to agree')
    await expect(buttonIn(officer, 'Agree to lower it')).toHaveCount(0)
    await expect(priorityOf(officer)).toContainText('P1')

    const supervisor = await as('supervisor')
    await supervisor.goto(`/cases/${reference}`)
    await expect(panel(supervisor, 'Police')).toContainText('The person is safe now')
    await press(panel(supervisor, 'Police'), 'Agree to lower it')
    await expect(priorityOf(supervisor)).toContainText('P2')

    await officer.reload()
    await expect(priorityOf(officer)).toContainText('P2')
    await press(panel(officer, 'Police'), 'Raise to immediate')
    await expect(priorityOf(officer)).toContainText('P1')
  },
)

test(
  'what was sent on a Saturday at 11:10pm was taken by the police six minutes later',
  { tag: '@without-javascript' },
  async ({ as }) => {
    const officer = await as('officer')
    await officer.goto('/search')
    await officer.getByRole('searchbox').fill('Berisha')
    await press(officer, 'Search')
    await follow(officer, officer.locator('main').getByRole('link', { name: /^HMS-/ }).first())
    const accepted = under(officer, 'What happened')
      .getByRole('listitem')
      .filter({ hasText: 'Accepted it' })
      .filter({ hasText: 'Police queue' })
    await expect(accepted).toContainText('at 11:16pm')
    const at = await accepted.locator('time').getAttribute('datetime')
    expect(londonClock(new Date(at ?? '')).weekday).toBe(saturday)
  },
)
