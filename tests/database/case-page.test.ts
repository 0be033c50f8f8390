import { describe, expect, it } from 'vitest'
import { GET as openAct, POST as postAct } from '@/app/cases/[reference]/[queue]/[action]/route'
import { POST as stay } from '@/app/cases/[reference]/present/route'
import { GET as openCase } from '@/app/cases/[reference]/route'
import { POST as undo } from '@/app/cases/[reference]/undo/route'
import type { Actor } from '@/lib/access/actor'
import { actPath } from '@/lib/casework/act-path'
import type { ActionName } from '@/lib/casework/transitions'
import { atMoment } from '@/lib/clock'
import type { Destination } from '@/lib/routing/queues'
import { actForm, casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { cookieOf, get, post } from '@/tests/support/requests'

const database = testDatabase()
const { person } = countyPeople(database)
const { send, act, itemOf } = casework(database)

const officer = () => person('officer')
const council = () => person('referrer.council')

const mainOf = (html: string) => /<main.*<\/main>/s.exec(html)?.[0].replace(/<!-- -->/g, '') ?? ''

const show = async (actor: Actor, reference: string, search = '') => {
  const cookie = await cookieOf(actor)
  const answer = await get(openCase, `/cases/${reference}${search}`, { reference }, { cookie })
  return mainOf(await answer.text())
}

const paramsOf = (reference: string, queue: Destination, action: string) => ({
  reference,
  queue: queue.toLowerCase(),
  action,
})

const press = async (
  actor: Actor,
  reference: string,
  queue: Destination,
  action: ActionName,
  form: Record<string, string>,
) => {
  const answer = await post(
    postAct,
    actPath(reference, queue, action),
    paramsOf(reference, queue, action),
    new URLSearchParams(form),
    { cookie: await cookieOf(actor) },
  )
  return {
    status: answer.status,
    to: answer.headers.get('location'),
    html: mainOf(await answer.text()),
  }
}

const open = async (actor: Actor, reference: string, queue: string, action: string) => {
  const answer = await get(
    openAct,
    `/cases/${reference}/${queue}/${action}`,
    { reference, queue, action },
    { cookie: await cookieOf(actor) },
  )
  return { status: answer.status, html: mainOf(await answer.text()) }
}

const versionOf = async (reference: string, queue: Destination) =>
  String((await itemOf(reference, queue)).version)

/** The text of a page that people read: no tags. */
const textOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#x27;/g, '’')
    .replace(/\s+/g, ' ')

describe('the page of a case, for those who work it', () => {
  it('draws the acts of the table: one press, a form, or why not', async () => {
    const reference = await send(council(), 'V01')
    const html = await show(officer(), reference)
    expect(html).toContain(`action="${actPath(reference, 'POLICE', 'accept')}"`)
    expect(html).toContain(`href="${actPath(reference, 'POLICE', 'decline')}"`)
    expect(html).not.toContain('Confirm consent')
    for (const key of ['1', '2', '3', '4', 'h', 'a']) expect(html).toContain(`data-key="${key}"`)
    const desk = await show(person('desk'), reference)
    expect(desk).toContain(actPath(reference, 'NRM', 'pass_on'))
    await act(person('desk'), reference, 'NRM', 'accept')
    expect(textOf(await show(person('desk'), reference))).toContain(
      'Record the Home Office reference : not now. Confirm with the person first that they agree.',
    )
  })

  it('accepts by one press, says so, and undoes it', async () => {
    const reference = await send(council(), 'V01')
    const version = await versionOf(reference, 'POLICE')
    const { status, to } = await press(officer(), reference, 'POLICE', 'accept', { version })
    expect(status).toBe(303)
    const [path = '', search = ''] = (to ?? '').split('?')
    expect(path).toBe(`/cases/${reference}`)
    const html = await show(officer(), reference, `?${search}`)
    expect(textOf(html)).toContain(`${reference} : accepted`)
    expect(html).toContain('data-key="u"')
    const done = new URLSearchParams(search).get('done') ?? ''
    const undone = await post(
      undo,
      `/cases/${reference}/undo`,
      { reference },
      new URLSearchParams({ act: done, back: `/queues/police?open=${reference}` }),
      { cookie: await cookieOf(officer()) },
    )
    expect(undone.headers.get('location')).toBe(`/queues/police?open=${reference}&done=${done}`)
    expect((await itemOf(reference, 'POLICE')).state).toBe('new')
    expect(textOf(await show(officer(), reference, `?done=${done}`))).toContain('undone')
  })

  it('says when the minute of undoing has passed', async () => {
    const reference = await send(council(), 'V01')
    const before = new Date(Date.now() - 120_000)
    const done = await atMoment(before, () => act(officer(), reference, 'POLICE', 'accept'))
    const html = await show(officer(), reference, `?done=${done}`)
    expect(html).not.toContain('data-key="u"')
    expect(html).toContain('It cannot be undone any more')
  })

  it('keeps what was typed where the reason is missing', async () => {
    const reference = await send(council(), 'V01')
    const version = await versionOf(reference, 'POLICE')
    const words = 'Write to us again with the address.'
    const typed = { version, signpost: 'none', words }
    const { status, html } = await press(officer(), reference, 'POLICE', 'decline', typed)
    expect(status).toBe(422)
    expect(html).toContain('There is a problem')
    expect(html).toContain('Select why')
    expect(html).toContain(words)
  })

  it('tells the second of two what the first did, and keeps what they typed', async () => {
    const reference = await send(council(), 'V01')
    const version = await versionOf(reference, 'POLICE')
    await show(officer(), reference)
    await act(person('supervisor'), reference, 'POLICE', 'accept')
    const words = 'Is there another address?'
    const form = { ...Object.fromEntries(actForm('ask', { words })), version }
    const late = await press(officer(), reference, 'POLICE', 'ask', form)
    expect(late.status).toBe(409)
    expect(late.html).toContain('Somebody got there first')
    expect(late.html).toContain(`Accepted by ${person('supervisor').name}`)
    expect(late.html).toContain(words)
    const [, now = ''] = /name="version" value="(\d+)"/.exec(late.html) ?? []
    const again = await press(officer(), reference, 'POLICE', 'ask', { ...form, version: now })
    expect(again.status).toBe(303)
  })

  it('says why an act cannot be done, and has no page for what there is not', async () => {
    const reference = await send(council(), 'V01')
    await act(officer(), reference, 'POLICE', 'accept')
    const late = await open(officer(), reference, 'police', 'accept')
    expect(late.status).toBe(409)
    expect(late.html).toContain('“In progress”')
    expect((await open(officer(), reference, 'police', 'confirm_consent')).status).toBe(403)
    expect((await open(officer(), reference, 'police', 'merge')).status).toBe(404)
    expect((await open(officer(), reference, 'queue', 'accept')).status).toBe(404)
    expect((await open(officer(), reference, 'beacon', 'accept')).status).toBe(404)
    expect((await open(person('beacon'), reference, 'police', 'accept')).status).toBe(404)
  })

  it('shows what happened in words, newest first, and who looked, apart', async () => {
    const reference = await send(council(), 'V01')
    await show(person('supervisor'), reference)
    await act(officer(), reference, 'POLICE', 'accept')
    await act(officer(), reference, 'POLICE', 'ask', { typed: { words: 'Which town was it?' } })
    const text = textOf(await show(officer(), reference))
    const timeline = text.slice(text.indexOf('What happened'))
    const places = ['Asked the referrer', 'What the person agreed to', 'Which town was it?']
    for (const words of [...places, 'Accepted it', 'Sent the referral', 'Who looked at it'])
      expect(timeline).toContain(words)
    expect(timeline.indexOf('Asked the referrer')).toBeLessThan(timeline.indexOf('Accepted it'))
    expect(timeline.match(/Opened the referral/)).toBeNull()
  })

  it('asks a second person to agree to a lower priority', async () => {
    const reference = await send(council(), 'V11')
    await act(officer(), reference, 'POLICE', 'ask_to_lower')
    const own = textOf(await show(officer(), reference))
    expect(own).toContain('A second person has to agree')
    expect(own).not.toContain('Agree to lower it')
    expect(own).toContain('The danger has passed. A second')
    const second = await show(person('supervisor'), reference)
    expect(second).toContain(actPath(reference, 'POLICE', 'agree_to_lower'))
    expect(second).toContain(actPath(reference, 'POLICE', 'refuse_to_lower'))
  })

  it('leads on to the list where an act takes the case out of sight', async () => {
    const reference = await send(person('referrer.nhs'), 'V01')
    const item = await itemOf(reference, 'NRM')
    const { html } = await open(person('desk'), reference, 'nrm', 'pass_on')
    const [, handler = ''] = /name="handler"[^>]*value="([^"]+)"/.exec(html) ?? []
    const form = { ...Object.fromEntries(actForm('pass_on')), handler }
    const passed = await press(person('desk'), reference, 'NRM', 'pass_on', {
      ...form,
      version: String(item.version),
    })
    expect(passed.status).toBe(200)
    expect(textOf(passed.html)).toContain(`Passed on ${reference}`)
  })
})

describe('who else has it open', () => {
  it('is said to those who work it, and kept up by a page that stays open', async () => {
    const reference = await send(council(), 'V01')
    const before = new Date(Date.now() - 10 * 60_000)
    await show(officer(), reference)
    await database.asOwner((tx) => tx.presence.updateMany({ data: { seenAt: before } }))
    const also = `Also open: ${officer().name}`
    expect(await show(person('supervisor'), reference)).not.toContain(also)
    const cookie = await cookieOf(officer())
    const stayed = await post(stay, `/cases/${reference}/present`, { reference }, '', { cookie })
    expect(stayed.status).toBe(204)
    expect(await show(person('supervisor'), reference)).toContain(also)
    expect(await show(council(), reference)).not.toContain('Also open')
  })

  it.each(['referrer.fire', 'beacon'])(
    'is not to be claimed by %s, who may not see it',
    async (name) => {
      const reference = await send(person('referrer.nhs'), 'V04')
      const cookie = await cookieOf(person(name))
      const answer = await post(stay, `/cases/${reference}/present`, { reference }, '', { cookie })
      expect(answer.status).toBe(404)
    },
  )
})

describe('the page of a case, for whoever sent it', () => {
  it('says how it stands and who has it, and names no officer', async () => {
    const reference = await send(council(), 'V01')
    await act(officer(), reference, 'POLICE', 'accept')
    const html = await show(council(), reference)
    expect(html).toContain('Being worked on')
    expect(html).not.toContain(officer().name)
    expect(html).not.toContain(actPath(reference, 'POLICE', 'accept'))
  })

  it('shows the question and takes the answer', async () => {
    const reference = await send(council(), 'V01')
    await act(officer(), reference, 'POLICE', 'ask', { typed: { words: 'Which town was it?' } })
    const html = await show(council(), reference)
    expect(html).toContain('We have a question for you')
    expect(html).toContain('Which town was it?')
    const page = await open(council(), reference, 'police', 'answer')
    expect(page.html).toContain('Which town was it?')
    const version = await versionOf(reference, 'POLICE')
    const form = { version, words: 'It was Hitchin.' }
    const { status } = await press(council(), reference, 'POLICE', 'answer', form)
    expect(status).toBe(303)
    expect(await show(officer(), reference)).toContain('It was Hitchin.')
  })

  it('says why it was declined, whom to turn to, and lets it be sent again', async () => {
    const reference = await send(council(), 'V04')
    const typed = {
      reason: 'other_service',
      signpost: 'adult-safeguarding',
      words: 'Ring them today.',
    }
    await act(officer(), reference, 'POLICE', 'decline', { typed })
    const html = await show(council(), reference)
    expect(html).toContain('Another service is the right one')
    expect(html).toContain('Ring them today.')
    expect(textOf(html)).toContain('Turn to Adult safeguarding')
    expect(html).toContain('/send-again')
    const colleague = await show(person('colleague.referrer.council'), reference)
    expect(colleague).not.toContain('Ring them today.')
    expect(colleague).not.toContain('/send-again')
  })
})
