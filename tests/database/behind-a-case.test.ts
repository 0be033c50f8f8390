import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { openingTitle } from '@/lib/casework/entry'
import { environment } from '@/lib/environment'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { withCanaries } from '@/tests/support/canaries'
import { testDatabase } from '@/tests/support/database'
import { findDoors, knock, methods, type Method } from '@/tests/support/doors'
import { add, evidenceFolder } from '@/tests/support/evidence'
import { openWithReason } from '@/tests/support/open-with-reason'
import { addressOf, findRouteFiles } from '@/tests/support/route-files'
import { cookieOf, post } from '@/tests/support/requests'
import { sendTyped } from '@/tests/support/send-answers'
import { workedCase } from '@/tests/support/worked-case'
import { POST as openForm } from '@/app/cases/[reference]/open/route'
import { POST as noteForm } from '@/app/cases/[reference]/notes/route'

evidenceFolder()
const database = testDatabase()
const { person } = countyPeople(database)
const { act } = casework(database)

/** They see the case, and it is not their work: a colleague has it, and nothing waits for the lead. */
const outsiders = ['officer2', 'lead2'] as const
const typed = 'Getippter Satz'
const own = 'is for whoever sent it: to others it does not exist'

/**
 * What does not ask for a reason, and why; everything else below a case does, a new page too, by being
 * there.
 */
const exceptions: Readonly<Record<string, string>> = {
  'GET /cases/[reference]': 'asks in its own place',
  'GET /cases/[reference]/open': 'asks in its own place',
  'POST /cases/[reference]/open': 'asks in its own place',
  'GET /cases/[reference]/conflict':
    'tells nothing of it, and spares whoever is too close from opening',
  'POST /cases/[reference]/conflict':
    'tells nothing of it, and spares whoever is too close from opening',
  'POST /cases/[reference]/undo': 'takes back an act of one’s own: to others there is none',
  'GET /cases/[reference]/details': own,
  'GET /cases/[reference]/details/[task]': own,
  'POST /cases/[reference]/details/[task]': own,
  'POST /cases/[reference]/send-again': own,
}

const isBehind = (path: string) => /^\/(cases\/\[reference\]|evidence\/)/.test(path)
const doors = await findDoors()
const table = doors
  .filter(({ path }) => isBehind(path))
  .flatMap((door) =>
    methods.filter((method) => door.handlers[method]).map((method) => ({ door, method })),
  )
const nameOf = ({ door, method }: (typeof table)[number]) => `${method} ${door.path}`

let reference = ''
let values: Readonly<Record<string, string>> = {}
beforeAll(async () => {
  const nurse = person('referrer.nhs')
  ;({ reference } = await sendTyped(nurse, withCanaries(workedCase('V16'))))
  await act(person('officer'), reference, 'POLICE', 'accept')
  values = {
    reference,
    file: await add(nurse, reference, { label: 'Kanarienvogel auf dem Foto' }),
    ...{ queue: 'police', action: 'close', question: 'familyName', task: 'person' },
    ...{ kind: 'duty_to_notify', track: 'police', purpose: 'support', channel: 'phone' },
    goal: randomUUID(),
    paper: 'disclosure_receipt',
  }
})

const knockAs = async (
  name: string,
  { door, method }: { readonly door: (typeof doors)[number]; readonly method: Method },
  words = typed,
) => {
  const answer = await knock(door, method, values, {
    cookie: await cookieOf(person(name)),
    origin: environment().origins[0] ?? '',
    body: new URLSearchParams({ version: '1', words, other: reference }).toString(),
  })
  return {
    status: answer.status,
    location: answer.headers.get('location') ?? '',
    text: await answer.text(),
  }
}
const questionOf = (to: string) =>
  `/cases/${reference}/open?${new URLSearchParams({ to }).toString()}`

describe.each(outsiders)('before %s has said why', (name) => {
  const asking = table.filter((one) => !(nameOf(one) in exceptions))

  it.each(asking.map((one) => [nameOf(one), one] as const))('%s asks', async (_, one) => {
    const { status, location, text } = await knockAs(name, one)
    expect(text).not.toMatch(/kanarienvogel/i)
    if (one.method === 'GET') {
      expect([status, location]).toEqual([303, questionOf(addressOf(one.door.path, values))])
    } else {
      expect(status).toBe(403)
      expect(text).toContain(openingTitle)
      expect(text).toContain(`name="kept.words" value="${typed}"`)
    }
  })

  it.each(Object.entries(exceptions))('%s %s', async (exception) => {
    const one = table.find((row) => nameOf(row) === exception)
    if (!one) throw new Error(`${exception} is gone: take it out of the list`)
    const { status, location, text } = await knockAs(name, one, '')
    expect(text).not.toMatch(/kanarienvogel/i)
    expect(status).toBeLessThan(500)
    expect(location).toBe('')
  })

  it('nothing of the case is in the trail as seen by them', async () => {
    const seen = await database.asOwner((tx) =>
      tx.event.count({
        where: {
          accountId: person(name).accountId,
          type: { in: ['referral.viewed', 'evidence.viewed', 'evidence.listed', 'contact.shown'] },
        },
      }),
    )
    expect(seen).toBe(0)
  })
})

it('the list of routes is the one of the folder', () => {
  const paths = [...new Set(table.map(({ door }) => door.path))]
  expect(paths.sort()).toEqual(
    findRouteFiles()
      .map(({ path }) => path)
      .filter(isBehind)
      .sort(),
  )
  expect(paths.length).toBeGreaterThan(30)
})

describe('after it', () => {
  it('no page asks again', async () => {
    await openWithReason(person('officer2'), reference)
    const asked: string[] = []
    for (const one of table.filter(({ method }) => method === 'GET')) {
      const { location, text, status } = await knockAs('officer2', one)
      const again = location.includes('/open?') || text.includes(openingTitle) || status >= 500
      if (again) asked.push(nameOf(one))
    }
    expect(asked).toEqual([])
  })

  it('what was being typed is sent on, and nothing of it was lost', async () => {
    const cookie = await cookieOf(person('lead2'))
    const params = { reference }
    const note = { type: 'note', readers: 'leads', words: typed }
    const path = `/cases/${reference}/notes`
    const asked = await post(noteForm, path, params, new URLSearchParams(note), { cookie })
    const hidden = [...(await asked.text()).matchAll(/name="([\w.]+)" value="([^"]*)"/g)].flatMap(
      ([, field = '', value = '']) =>
        field.startsWith('kept') || field === 'to' ? [[field, value]] : [],
    )
    const without = new URLSearchParams(hidden)
    const opening = `/cases/${reference}/open`
    const wrong = await post(openForm, opening, params, without, { cookie })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain(`name="kept.words" value="${typed}"`)
    const withReason = new URLSearchParams([...hidden, ['reason', 'supervision']])
    const opened = await post(openForm, opening, params, withReason, { cookie })
    const html = await opened.text()
    expect(opened.status).toBe(200)
    expect(html).toContain(`action="${path}"`)
    for (const [field, value] of Object.entries(note))
      expect(html).toContain(`name="${field}" value="${value}"`)
    const sent = await post(noteForm, path, params, new URLSearchParams(note), { cookie })
    expect(sent.status).toBe(303)
  })

  it('and what was kept leads to no other site', async () => {
    const cookie = await cookieOf(person('lead2'))
    const body = new URLSearchParams({ reason: 'safety', keptPath: '//evil.test', 'kept.a': 'b' })
    const path = `/cases/${reference}/open`
    const answer = await post(openForm, path, { reference }, body, { cookie })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/cases/${reference}`])
  })
})
