import { createHash, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { POST as sendFile } from '@/app/api/v1/referrals/[reference]/evidence/route'
import { GET as openCase } from '@/app/cases/[reference]/route'
import { GET as openPage, POST as postFile } from '@/app/cases/[reference]/evidence/route'
import {
  GET as openRemoval,
  POST as postRemoval,
} from '@/app/cases/[reference]/evidence/[file]/remove/route'
import { GET as openReason } from '@/app/cases/[reference]/evidence/[file]/original/route'
import { GET as download } from '@/app/evidence/[file]/route'
import { POST as downloadOriginal } from '@/app/evidence/[file]/original/route'
import type { Actor } from '@/lib/access/actor'
import { hashToken } from '@/lib/access/hash-token'
import { addEvidence } from '@/lib/evidence/add-evidence'
import { findEvidence } from '@/lib/evidence/find-evidence'
import { openEvidence } from '@/lib/evidence/open-evidence'
import { openDiskStore } from '@/lib/evidence/open-disk-store'
import { removeEvidence } from '@/lib/evidence/remove-evidence'
import { NotAllowed, NotFound } from '@/lib/refusals'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { dumpDatabase, tablesWith } from '@/tests/support/dump-database'
import { add, addingOf, evidenceFolder } from '@/tests/support/evidence'
import { docxOf, heic, pdfOf, photograph, picture } from '@/tests/support/evidence-files'
import { cookieOf, get, post } from '@/tests/support/requests'
import { startScanner, type Scanner } from '@/tests/support/scanner'
import { postUpload, uploadOf } from '@/tests/support/uploads'

const evidence = evidenceFolder()
process.env.CLAMAV = `unix:${join(evidence.folder, 'scanner')}`
const database = testDatabase()
const { asOwner } = database
const { person, colleagueOf } = countyPeople(database)
const { send } = casework(database)

let scanner: Scanner
beforeAll(async () => {
  scanner = await startScanner(join(evidence.folder, 'scanner'))
})
afterAll(() => scanner.close())

const nurse = () => person('referrer.nhs')
const everywhere = () => send(nurse(), 'V16')
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const because = (code: string) => new URLSearchParams({ because: code })

const eventsOf = async (reference: string) => {
  const { id } = await asOwner((tx) => tx.referral.findUniqueOrThrow({ where: { reference } }))
  const rows = await asOwner((tx) =>
    tx.event.findMany({
      where: { referralId: id, type: { startsWith: 'evidence.' } },
      orderBy: { sequence: 'asc' },
    }),
  )
  return rows.map(({ type, detail }) => ({ type, detail: detail as Record<string, unknown> }))
}
const rowsOf = (reference: string) =>
  asOwner((tx) => tx.evidence.findMany({ where: { referral: { reference } } }))

const page = (reference: string, file?: string) =>
  [`/cases/${reference}/evidence`, file].filter(Boolean).join('/')
const upload = async (
  actor: Actor,
  reference: string,
  file: { name: string; bytes: Uint8Array } | undefined,
  { fields, headers }: { fields?: [string, string][]; headers?: Record<string, string> } = {},
) =>
  postUpload(
    postFile,
    page(reference),
    { reference },
    await uploadOf(
      fields ?? [
        ['label', 'A bruise'],
        ['shows', 'account'],
      ],
      file,
    ),
    { cookie: await cookieOf(actor), ...headers },
  )
const fetchFile = async (actor: Actor, file: string, headers: Record<string, string> = {}) =>
  get(download, `/evidence/${file}`, { file }, { cookie: await cookieOf(actor), ...headers })

describe('a photograph', () => {
  let reference = ''
  let original: Buffer
  let file = ''
  beforeAll(async () => {
    reference = await everywhere()
    original = await photograph()
    const answer = await upload(
      nurse(),
      reference,
      { name: 'CANARY-NAME.jpg', bytes: original },
      {
        fields: [
          ['label', 'CANARY-LABEL'],
          ['shows', 'account'],
          ['sha256', sha256(original)],
        ],
      },
    )
    expect(answer.status).toBe(303)
    const [, path, added = ''] =
      /^(.+)\?added=([0-9a-f-]+)$/.exec(answer.headers.get('location') ?? '') ?? []
    expect(path).toBe(page(reference))
    file = added
  })

  it('is on the page of the case’s files, with its length and hash to compare', async () => {
    const headers = { cookie: await cookieOf(nurse()) }
    const path = `${page(reference)}?added=${file}`
    const text = await (await get(openPage, path, { reference }, headers)).text()
    expect(text).toContain(`${original.length} bytes arrived`)
    for (const shown of [sha256(original), 'CANARY-LABEL', 'CANARY-NAME.jpg', 'The file was added'])
      expect(text).toContain(shown)
    expect(text).toContain('encType="multipart/form-data"')
  })

  it('is led to from the case, for its sender and for who works it', async () => {
    for (const actor of [nurse(), person('officer')]) {
      const headers = { cookie: await cookieOf(actor) }
      const answer = await get(openCase, `/cases/${reference}`, { reference }, headers)
      expect(await answer.text()).toContain(`href="${page(reference)}"`)
    }
  })

  it('is downloaded as a copy that does not say where it was taken', async () => {
    const answer = await fetchFile(person('officer'), file)
    expect(answer.status).toBe(200)
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(bytes.subarray(0, 2).toString('hex')).toBe('ffd8')
    expect(bytes.includes('CANARY')).toBe(false)
    const { files } = await findEvidence(person('officer'), reference)
    expect(files.map(({ copySha256 }) => copySha256)).toEqual([sha256(bytes)])
  })

  it('is handed out so that no browser shows or keeps it, under a name that says nothing', async () => {
    const { headers } = await fetchFile(nurse(), file)
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': `attachment; filename="evidence-${file.slice(0, 8)}.jpg"`,
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
  })

  it('is handed to no page of another site', async () => {
    const at = (site: string) => fetchFile(nurse(), file, { 'sec-fetch-site': site })
    expect((await at('cross-site')).status).toBe(403)
    expect((await at('same-origin')).status).toBe(200)
  })

  it('is kept as it was sent, for those who work the case and say why', async () => {
    const path = `/evidence/${file}/original`
    const ask = async (name: string, form: URLSearchParams) =>
      post(downloadOriginal, path, { file }, form, { cookie: await cookieOf(person(name)) })
    const answer = await ask('officer', because('court'))
    expect(Buffer.from(await answer.arrayBuffer()).equals(original)).toBe(true)
    expect(answer.headers.get('content-disposition')).toContain('attachment')
    expect((await ask('referrer.nhs', because('court'))).status).toBe(403)
    const without = await ask('officer', new URLSearchParams())
    expect(without.status).toBe(303)
    const back = without.headers.get('location') ?? ''
    const headers = { cookie: await cookieOf(person('officer')) }
    const form = await get(openReason, back, { reference, file }, headers)
    expect(await form.text()).toContain('Select why you need it')
    const opened = (await eventsOf(reference)).filter(
      ({ type }) => type === 'evidence.original_opened',
    )
    expect(opened.map(({ detail }) => detail)).toMatchObject([{ evidence: file, because: 'court' }])
  })

  it('is sealed in its store and in the database, with its name and label', async () => {
    expect(evidence.names()).toEqual(expect.arrayContaining([file, `${file}.display`]))
    for (const name of evidence.names()) {
      const bytes = evidence.bytesOf(name)
      expect(bytes.includes('CANARY')).toBe(false)
      expect(bytes.subarray(0, 2).toString('hex')).not.toBe('ffd8')
    }
    const dump = await asOwner(dumpDatabase)
    for (const canary of ['CANARY-LABEL', 'CANARY-NAME', sha256(original)])
      expect([canary, tablesWith(dump, canary)]).toEqual([canary, []])
  })

  it('that somebody changed in the store is handed to nobody', async () => {
    const store = openDiskStore(evidence.files)
    const id = await add(nurse(), reference, { name: 'a.png', bytes: await picture() })
    const bytes = evidence.bytesOf(`${id}.display`)
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    await store.put(`${id}.display`, bytes)
    await expect(openEvidence(nurse(), id)).rejects.toThrow()
    await store.put(`${id}.display`, evidence.bytesOf(`${file}.display`))
    await expect(openEvidence(nurse(), id)).rejects.toThrow()
  })

  it('leaves a trail without what is in it', async () => {
    const events = await eventsOf(reference)
    expect(events.find(({ type }) => type === 'evidence.added')?.detail).toEqual({
      evidence: file,
      kind: 'jpg',
      size: original.length,
      parts: ['account'],
      state: 'clean',
    })
    expect(
      events.some(({ type, detail }) => type === 'evidence.viewed' && detail.evidence === file),
    ).toBe(true)
  })
})

describe('every kind comes back', () => {
  it.each<[string, () => Buffer | Promise<Buffer>, string, string]>([
    ['letter.pdf', () => pdfOf(), 'application/pdf', 'pdf'],
    [
      'letter.docx',
      () => docxOf(),
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'docx',
    ],
    ['picture.png', picture, 'image/png', 'png'],
    ['IMG_1.HEIC', heic, 'image/jpeg', 'jpg'],
  ])('%s', async (name, make, type, extension) => {
    const bytes = await make()
    const reference = await everywhere()
    const id = await add(nurse(), reference, { name, bytes })
    const found = await openEvidence(nurse(), id)
    if ('withheld' in found) throw new Error('It was withheld')
    expect([found.type, found.name]).toEqual([type, `evidence-${id.slice(0, 8)}.${extension}`])
    if (['pdf', 'docx'].includes(extension)) expect(found.bytes.equals(bytes)).toBe(true)
  })

  it('and a document that may run something with a warning', async () => {
    const reference = await everywhere()
    await add(nurse(), reference, { bytes: pdfOf('', '/OpenAction<</S/JavaScript/JS(a)>>') })
    const headers = { cookie: await cookieOf(person('officer')) }
    const text = await (await get(openPage, page(reference), { reference }, headers)).text()
    expect(text).toContain('may run something or carry another file')
  })
})

describe('what cannot be taken is refused with a message, and leaves nothing', () => {
  it.each<[string, { name: string; bytes: Uint8Array } | undefined, number, string]>([
    ['no file', undefined, 422, 'Select a photograph or document'],
    ['12 MB', { name: 'a.jpg', bytes: new Uint8Array(12 * 1024 * 1024) }, 413, '8 MB or smaller'],
    [
      '8 MB and a byte',
      { name: 'a.jpg', bytes: new Uint8Array(8 * 1024 * 1024 + 1) },
      413,
      '8 MB or smaller',
    ],
    [
      'a drawing with a script',
      { name: 'a.svg', bytes: Buffer.from('<svg/>') },
      415,
      'must be a JPEG',
    ],
    [
      'a page as a PDF',
      { name: 'a.pdf', bytes: Buffer.from('%PDF-1.7\n<html>') },
      422,
      'is damaged',
    ],
    ['a virus', { name: 'a.pdf', bytes: pdfOf('% INFECTED\n') }, 422, 'contains a virus'],
  ])('%s', async (_, file, status, message) => {
    const reference = await everywhere()
    const before = evidence.names()
    const answer = await upload(person('officer'), reference, file, {
      fields: [
        ['label', 'KEPT-LABEL'],
        ['shows', 'need'],
      ],
    })
    expect(answer.status).toBe(status)
    const text = await answer.text()
    expect(text).toContain(message)
    expect(text).toContain('href="#file"')
    expect(text).toContain('value="KEPT-LABEL"')
    expect(/<input[^>]*value="need"[^>]*>/.exec(text)?.[0]).toContain('checked')
    expect([await rowsOf(reference), evidence.names()]).toEqual([[], before])
    expect((await eventsOf(reference)).map(({ type }) => type)).toContain('evidence.refused')
  })

  it.each<[string, Record<string, string>, number]>([
    ['was cut short on its way', { 'content-length': '5000000' }, 400],
    ['comes from another site', { origin: 'https://elsewhere.test' }, 403],
    ['does not say its length', { 'content-length': '' }, 411],
    ['is no form', { 'content-type': 'application/json' }, 415],
  ])('a form that %s', async (_, headers, status) => {
    const reference = await everywhere()
    const file = { name: 'a.pdf', bytes: pdfOf() }
    const answer = await upload(person('officer2'), reference, file, { headers })
    expect(answer.status).toBe(status)
    expect(await rowsOf(reference)).toEqual([])
  })

  it('a form that does not say what it is', async () => {
    const reference = await everywhere()
    const answer = await upload(
      person('beacon'),
      reference,
      { name: 'a.pdf', bytes: pdfOf() },
      { fields: [] },
    )
    expect(answer.status).toBe(422)
    const text = await answer.text()
    expect(text).toContain('Select what it shows')
    expect(text).toContain('Enter what it is')
    expect(await rowsOf(reference)).toEqual([])
  })

  it('a file whose hash is another than the sender says', async () => {
    const reference = await everywhere()
    const wrong = await addEvidence(
      nurse(),
      addingOf(reference, { sha256: sha256(Buffer.from('a')) }),
    )
    expect(wrong).toMatchObject({ refused: 'digest', status: 422 })
    await add(nurse(), reference, { sha256: sha256(pdfOf()).toUpperCase() })
  })

  it('a form of somebody whose session is over, and what they typed is kept', async () => {
    const reference = await everywhere()
    const file = { name: 'a.pdf', bytes: new Uint8Array(3 * 1024 * 1024) }
    const answer = await upload(nurse(), reference, file, { headers: { cookie: '' } })
    expect(answer.status).toBe(401)
    expect(await answer.text()).toContain('value="A bruise"')
  })

  it('the twenty-first of one account in ten minutes', async () => {
    const reference = await everywhere()
    const statuses: number[] = []
    for (let count = 0; count < 21; count++)
      statuses.push((await upload(person('desk'), reference, undefined)).status)
    expect([...new Set(statuses.slice(0, 20)), statuses.at(-1)]).toEqual([422, 429])
  })
})

describe('where the store fails', () => {
  it('nothing is written down, and the person is told to try again', async () => {
    const reference = await everywhere()
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
    for (const failing of [1, 2]) {
      let puts = 0
      const store = openDiskStore(evidence.files)
      const failingStore = {
        ...store,
        put: async (name: string, bytes: Uint8Array) => {
          if ((puts += 1) === failing) throw full
          await store.put(name, bytes)
        },
      }
      const before = evidence.names()
      const asked = addingOf(reference, { name: 'a.png', bytes: await picture() })
      const done = await addEvidence(nurse(), asked, failingStore)
      expect(done).toMatchObject({ refused: 'store', status: 503 })
      expect([await rowsOf(reference), evidence.names()]).toEqual([[], before])
    }
    expect((await eventsOf(reference)).at(-1)).toMatchObject({
      type: 'evidence.refused',
      detail: { because: 'store' },
    })
  })
})

describe('one form adds one file', () => {
  it('however often it is sent, and at once', async () => {
    const reference = await everywhere()
    const before = evidence.names()
    const key = randomUUID()
    const first = await add(nurse(), reference, { key })
    expect(await add(nurse(), reference, { key })).toBe(first)
    const other = randomUUID()
    const both = await Promise.all([1, 2, 3].map(() => add(nurse(), reference, { key: other })))
    expect(new Set(both).size).toBe(1)
    expect(await rowsOf(reference)).toHaveLength(2)
    expect(evidence.names()).toHaveLength(before.length + 2)
  })

  it('and not another file under the same key', async () => {
    const reference = await everywhere()
    const key = randomUUID()
    await add(nurse(), reference, { key })
    const asked = addingOf(reference, { key, name: 'a.docx', bytes: docxOf() })
    expect(await addEvidence(nurse(), asked)).toMatchObject({ refused: 'other_file', status: 409 })
  })
})

describe('a case holds ten files', () => {
  it('and no more, whoever adds them, even two at once', async () => {
    const reference = await everywhere()
    for (let count = 0; count < 9; count++) await add(nurse(), reference)
    const done = await Promise.all(
      [nurse(), person('officer'), person('beacon')].map((actor) =>
        addEvidence(actor, addingOf(reference)),
      ),
    )
    expect(done.filter((one) => 'evidence' in one)).toHaveLength(1)
    expect(done.filter((one) => 'refused' in one && one.refused === 'full')).toHaveLength(2)
    expect(await rowsOf(reference)).toHaveLength(10)
  })
})

describe('a file that is removed', () => {
  it('is gone with its name and key, but not that there was one', async () => {
    const reference = await everywhere()
    const id = await add(nurse(), reference, {
      label: 'CANARY-GONE',
      name: 'a.png',
      bytes: await picture(),
    })
    const params = { reference, file: id }
    const path = page(reference, `${id}/remove`)
    const cookie = { cookie: await cookieOf(nurse()) }
    expect((await get(openRemoval, path, params, cookie)).status).toBe(200)
    expect((await post(postRemoval, path, params, '', cookie)).status).toBe(422)
    const answer = await post(postRemoval, path, params, because('wrong_file'), cookie)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, page(reference)])
    expect(evidence.names().filter((name) => name.startsWith(id))).toEqual([])
    await expect(openEvidence(nurse(), id)).rejects.toThrow(NotFound)
    const [row] = await rowsOf(reference)
    expect(row).toMatchObject({ sealedKey: null, removedBecause: 'wrong_file' })
    expect((await eventsOf(reference)).at(-1)).toEqual({
      type: 'evidence.removed',
      detail: { evidence: id, because: 'wrong_file' },
    })
    expect((await findEvidence(nurse(), reference)).files).toEqual([])
  })

  it('is removed by whoever added it or works the case, and by nobody else who sees it', async () => {
    const reference = await everywhere()
    const byBeacon = await add(person('beacon'), reference, { shows: ['need'] })
    const byOfficer = await add(person('officer'), reference, { shows: ['need'] })
    const remove = (name: string, id: string) => removeEvidence(person(name), id, because('asked'))
    await expect(remove('referrer.nhs', byBeacon)).rejects.toThrow(NotAllowed)
    await expect(remove('referrer.council', byBeacon)).rejects.toThrow(NotFound)
    await remove('desk', byBeacon)
    await remove('officer', byOfficer)
    expect((await findEvidence(nurse(), reference)).files).toEqual([])
  })
})

describe('a partner’s system', () => {
  const call = async (
    reference: string,
    body: Uint8Array,
    headers: Record<string, string> = {},
  ) => {
    const token = `token-${randomUUID()}`
    const { accountId, organisation } = nurse()
    await asOwner((tx) =>
      tx.apiToken.create({
        data: {
          tokenHash: hashToken(token),
          name: 'For a test',
          organisationId: organisation.id,
          accountId,
          scopes: ['referrals:send'],
          expiresAt: new Date('2099-01-01'),
        },
      }),
    )
    return post(
      sendFile,
      `/api/v1/referrals/${reference}/evidence`,
      { reference },
      new Uint8Array(body),
      {
        origin: '',
        authorization: `Bearer ${token}`,
        'content-type': 'application/pdf',
        'content-length': String(body.length),
        'content-digest': `sha-256=:${createHash('sha256').update(body).digest('base64')}:`,
        'evidence-label': encodeURIComponent('Ein Brief über Ärger'),
        'evidence-shows': 'need, account',
        ...headers,
      },
    )
  }

  it('adds a file to what it sent, once', async () => {
    const reference = await everywhere()
    const answer = await call(reference, pdfOf())
    expect(answer.status).toBe(201)
    const again = await call(reference, pdfOf())
    expect(await again.json()).toEqual(await answer.json())
    const { files } = await findEvidence(nurse(), reference)
    expect(files.map(({ label, parts, name }) => ({ label, parts, name }))).toEqual([
      { label: 'Ein Brief über Ärger', parts: ['need', 'account'], name: 'file.pdf' },
    ])
  })

  it('adds the same file to two cases', async () => {
    for (const reference of [await everywhere(), await everywhere()])
      expect((await call(reference, pdfOf())).status).toBe(201)
  })

  it('may say the hash as S3 does, and needs not say what it shows', async () => {
    const reference = await everywhere()
    const headers = {
      'content-digest': '',
      'x-content-sha256': sha256(pdfOf()),
      'evidence-shows': '',
    }
    expect((await call(reference, pdfOf(), headers)).status).toBe(201)
    const { files } = await findEvidence(nurse(), reference)
    expect(files.map(({ parts }) => parts)).toEqual([['identity', 'contact', 'account', 'need']])
  })

  it.each<[string, Record<string, string>, number]>([
    ['without a hash', { 'content-digest': '' }, 400],
    [
      'with another hash',
      { 'content-digest': '', 'x-content-sha256': sha256(Buffer.from('a')) },
      422,
    ],
    ['of another type', { 'content-type': 'text/html' }, 400],
    ['of a type that it is not', { 'content-type': 'image/png' }, 422],
    ['cut short', { 'content-length': '9999' }, 400],
    ['without its length', { 'content-length': '' }, 411],
    ['with a label that is no text', { 'evidence-label': '%ff' }, 400],
    ['without a label', { 'evidence-label': '' }, 422],
    ['that shows what is not known', { 'evidence-shows': 'fact' }, 422],
    ['without a token', { authorization: '' }, 401],
  ])('is refused a file %s', async (_, headers, status) => {
    const reference = await everywhere()
    const answer = await call(reference, pdfOf(), headers)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await rowsOf(reference)).toEqual([])
  })

  it('is refused a file of more than 8 MB', async () => {
    expect((await call(await everywhere(), new Uint8Array(8 * 1024 * 1024 + 1))).status).toBe(413)
  })
})

describe('who may not add', () => {
  it.each<[string, typeof NotAllowed | typeof NotFound]>([
    ['colleague', NotAllowed],
    ['referrer.council', NotFound],
    ['admin', NotFound],
    ['auditor', NotFound],
  ])('%s', async (name, Refusal) => {
    const actor = name === 'colleague' ? colleagueOf(nurse()) : person(name)
    const reference = await everywhere()
    await expect(addEvidence(actor, addingOf(reference))).rejects.toThrow(Refusal)
  })
})
