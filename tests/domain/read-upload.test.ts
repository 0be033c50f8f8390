import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBytes, readUpload } from '@/lib/http/read-upload'
import { requestOf, uploadOf } from '@/tests/support/uploads'

const megabyte = 1024 * 1024
const limit = 9 * megabyte
const fields = [
  ['label', 'A letter'],
  ['shows', 'need'],
  ['shows', 'identity'],
] as const
const file = (length: number) => ({ name: 'a.pdf', bytes: new Uint8Array(length).fill(65) })

describe('a form with a file', () => {
  it('is read whole', async () => {
    const read = await readUpload(requestOf(await uploadOf(fields, file(megabyte))), limit)
    if (!('body' in read) || typeof read.body.file !== 'object') throw new Error('It was not read')
    expect(read.body.file.name).toBe('a.pdf')
    expect(Buffer.from(read.body.file.bytes).equals(Buffer.alloc(megabyte, 65))).toBe(true)
    expect(read.body.form.getAll('shows')).toEqual(['need', 'identity'])
  })

  it.each([
    ['without a file', undefined],
    ['with a field for a file that is empty', { name: '', bytes: new Uint8Array() }],
  ])('%s is read as one without', async (_, chosen) => {
    const read = await readUpload(requestOf(await uploadOf(fields, chosen)), limit)
    expect(read).toMatchObject({ body: { file: undefined } })
  })

  it('that a browser without a file sends as any other is read too', async () => {
    const body = Buffer.from('label=A+letter')
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(body.length),
    }
    const read = await readUpload(requestOf({ bytes: body, headers }), limit)
    if (!('body' in read)) throw new Error('It was not read')
    expect([read.body.form.get('label'), read.body.file]).toEqual(['A letter', undefined])
  })

  it.each([10, 12, 40, 70])('of %d MB is too large, and what was typed is kept', async (size) => {
    const read = await readUpload(requestOf(await uploadOf(fields, file(size * megabyte))), limit)
    if (!('body' in read)) throw new Error('It was not read')
    expect(read.body.file).toBe('too_large')
    expect(read.body.form.get('label')).toBe('A letter')
    expect(read.body.form.getAll('shows')).toEqual(['need', 'identity'])
  })

  it.each<[string, Record<string, string>, number]>([
    ['from another site', { origin: 'https://elsewhere.test' }, 403],
    ['from nowhere', { origin: '' }, 403],
    ['of another type', { 'content-type': 'text/plain' }, 415],
    ['of no type', { 'content-type': '' }, 415],
    ['without its length', { 'content-length': '' }, 411],
    ['with a length that is none', { 'content-length': '1e3' }, 411],
    ['that was cut short on its way', { 'content-length': '2000000' }, 400],
    ['that is longer than it says', { 'content-length': '10' }, 400],
    ['without its boundary', { 'content-type': 'multipart/form-data' }, 400],
    ['with another boundary', { 'content-type': 'multipart/form-data; boundary=another' }, 400],
  ])('%s is refused', async (_, headers, status) => {
    const read = await readUpload(requestOf(await uploadOf(fields, file(1000)), headers), limit)
    expect(read).toMatchObject({ unacceptable: { status } })
  })

  it('whose sender breaks off is refused', async () => {
    let sent = 0
    const body = new ReadableStream({
      pull: (controller) => {
        if ((sent += 1) > 3) controller.error(new Error('gone'))
        else controller.enqueue(new Uint8Array(1000))
      },
    })
    const request = new Request('http://localhost:3999/', {
      method: 'POST',
      headers: {
        origin: process.env.ORIGIN ?? '',
        'content-type': 'multipart/form-data; boundary=a',
        'content-length': '9000',
      },
      body,
      ...{ duplex: 'half' },
    })
    expect(await readUpload(request, limit)).toMatchObject({ unacceptable: { status: 400 } })
  })

  it.each([
    ['two files', ['file', 'file']],
    ['a file under another name', ['another']],
  ])('with %s is refused', async (_, names) => {
    const form = new FormData()
    for (const name of names) form.append(name, new File(['a'], 'a.pdf'))
    const drawn = new Response(form)
    const headers = { 'content-type': drawn.headers.get('content-type') ?? '' }
    const bytes = new Uint8Array(await drawn.arrayBuffer())
    const length = { 'content-length': String(bytes.length) }
    const read = await readUpload(requestOf({ bytes, headers: { ...headers, ...length } }), limit)
    expect(read).toMatchObject({ unacceptable: { status: 400 } })
  })

  it('whatever it is, is answered and never thrown at', async () => {
    const whole = (await uploadOf(fields, file(300))).bytes
    const type = fc.constantFrom(
      'multipart/form-data; boundary=a',
      'multipart/form-data; boundary="',
      'multipart/form-data',
    )
    const cut = fc
      .tuple(fc.nat(whole.length), fc.uint8Array({ maxLength: 60 }))
      .map(([at, wrong]) => Buffer.concat([whole.subarray(0, at), wrong, whole.subarray(at)]))
    const any = fc.oneof(
      fc.uint8Array({ maxLength: 3_000 }),
      cut,
      fc.string().map((text) => Buffer.from(`--a\r\n${text}\r\n--a--\r\n`)),
    )
    await fc.assert(
      fc.asyncProperty(
        any,
        type,
        fc.integer({ min: 1, max: 4_000 }),
        async (bytes, given, most) => {
          const headers = { 'content-type': given, 'content-length': String(bytes.length) }
          const read = await readUpload(requestOf({ bytes: new Uint8Array(bytes), headers }), most)
          expect('body' in read || 'unacceptable' in read).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('bytes of which the length is said', () => {
  const ask = (length: number, said: string) =>
    readBytes(
      requestOf({
        bytes: new Uint8Array(length),
        headers: { 'content-type': 'image/png', 'content-length': said },
      }),
      1000,
    )

  it.each<[number, string, number]>([
    [1001, '1001', 413],
    [999, '1000', 400],
    [1000, '999', 400],
    [1000, '', 411],
    [1000, '-1', 411],
  ])('%d of them, said to be %j, are refused', async (length, said, status) => {
    expect(await ask(length, said)).toMatchObject({ unacceptable: { status } })
  })

  it('are read where all of them came', async () => {
    expect(await ask(1000, '1000')).toEqual({ body: Buffer.alloc(1000) })
  })
})
