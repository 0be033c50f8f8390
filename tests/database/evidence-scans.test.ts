import { existsSync, rmSync, utimesSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { GET as download } from '@/app/evidence/[file]/route'
import { addEvidence } from '@/lib/evidence/add-evidence'
import { deleteStrays } from '@/lib/evidence/delete-strays'
import { findEvidence } from '@/lib/evidence/find-evidence'
import { openDiskStore } from '@/lib/evidence/open-disk-store'
import { openEvidence, openOriginal } from '@/lib/evidence/open-evidence'
import { scanEvidence } from '@/lib/evidence/scan-evidence'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { add, addingOf, evidenceFolder } from '@/tests/support/evidence'
import { pdfOf, picture } from '@/tests/support/evidence-files'
import { cookieOf, get } from '@/tests/support/requests'
import { startScanner, type Scanner } from '@/tests/support/scanner'

const { folder, files, names } = evidenceFolder()
const socket = join(folder, 'scanner')
process.env.CLAMAV = `unix:${socket}`
const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const { send } = casework(database)
const nurse = () => person('referrer.nhs')
const everywhere = () => send(nurse(), 'V16')

let scanner: Scanner | undefined
const startScanning = async () => (scanner = await startScanner(socket))
afterEach(async () => {
  await scanner?.close()
  scanner = undefined
  if (existsSync(socket)) rmSync(socket)
})

const infectedLater = () => pdfOf('% INFECTED\n')
const eventOf = (type: string) =>
  asOwner((tx) => tx.event.findFirst({ where: { type }, orderBy: { sequence: 'desc' } }))

describe('while no scanner answers', () => {
  it('a file is taken and kept, and handed to nobody until it was scanned', async () => {
    const reference = await everywhere()
    const file = await add(nurse(), reference, { name: 'a.png', bytes: await picture() })
    expect(await openEvidence(person('officer'), file)).toEqual({ withheld: 'waiting' })
    const why = new URLSearchParams({ because: 'court' })
    expect(await openOriginal(person('officer'), file, why)).toEqual({ withheld: 'waiting' })
    expect(await eventOf('evidence.withheld')).toMatchObject({ detail: { evidence: file } })
    const cookie = { cookie: await cookieOf(nurse()) }
    const answer = await get(download, `/evidence/${file}`, { file }, cookie)
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('not been scanned for viruses yet')
    const [listed] = (await findEvidence(nurse(), reference)).files
    expect(listed).toMatchObject({ state: 'waiting', isServed: false })

    expect(await scanEvidence()).toBe(0)
    await startScanning()
    expect(await scanEvidence()).toBe(1)
    expect(await openEvidence(person('officer'), file)).toHaveProperty('bytes')
    expect(await eventOf('evidence.scanned')).toMatchObject({
      detail: { evidence: file, state: 'clean' },
      accountId: null,
    })
    expect(await scanEvidence()).toBe(0)
  })

  it('a file that is found infected later is handed to nobody, and can be removed', async () => {
    const reference = await everywhere()
    const file = await add(nurse(), reference, { bytes: infectedLater() })
    await startScanning()
    await scanEvidence()
    expect(await openEvidence(nurse(), file)).toEqual({ withheld: 'infected' })
    expect(await eventOf('evidence.quarantined')).toMatchObject({ detail: { evidence: file } })
    const [listed] = (await findEvidence(nurse(), reference)).files
    expect(listed).toMatchObject({ state: 'infected', isServed: false, canRemove: true })
  })

  it('what cannot be read from the store goes on waiting, and the others do not wait for it', async () => {
    const reference = await everywhere()
    const lost = await add(nurse(), reference)
    const fine = await add(nurse(), reference)
    await openDiskStore(files).remove(lost)
    await startScanning()
    expect(await scanEvidence()).toBe(1)
    expect(await openEvidence(nurse(), fine)).toHaveProperty('bytes')
    expect(await openEvidence(nurse(), lost)).toEqual({ withheld: 'waiting' })
  })
})

describe('while the scanner answers', () => {
  it('a clean file is handed out at once, and one that is infected is not taken', async () => {
    await startScanning()
    const reference = await everywhere()
    const file = await add(nurse(), reference)
    expect(await openEvidence(nurse(), file)).toHaveProperty('bytes')
    const before = names()
    expect(
      await addEvidence(nurse(), addingOf(reference, { bytes: infectedLater() })),
    ).toMatchObject({
      refused: 'infected',
    })
    expect(names()).toEqual(before)
  })
})

describe('stored files that no row needs', () => {
  const age = (name: string) => utimesSync(join(files, name), 1, 1)

  it('are deleted once they are a day old, and no others', async () => {
    const reference = await everywhere()
    const kept = await add(nurse(), reference, { name: 'a.png', bytes: await picture() })
    const store = openDiskStore(files)
    const [old, young] = [randomUUID(), randomUUID()]
    for (const name of [old, `${old}.display`, young]) await store.put(name, Buffer.from('a'))
    for (const name of [kept, `${kept}.display`, old, `${old}.display`]) age(name)
    expect(await deleteStrays()).toBe(2)
    expect(names()).toEqual(expect.arrayContaining([kept, `${kept}.display`, young]))
    expect(names()).not.toContain(old)
  })

  it('are those of a row that was erased', async () => {
    const reference = await everywhere()
    const gone = await add(nurse(), reference)
    await asOwner((tx) => tx.evidence.delete({ where: { id: gone } }))
    age(gone)
    await deleteStrays()
    expect(names()).not.toContain(gone)
  })
})
