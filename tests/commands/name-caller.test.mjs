import { createServer } from 'node:http'
import { afterAll, expect, it } from 'vitest'
import { nameCaller } from '../../scripts/name-caller.mjs'

nameCaller()
const server = createServer((request, response) => response.end(request.headers['x-forwarded-for']))
await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
const address = server.address()
const port = typeof address === 'object' && address ? address.port : 0
afterAll(() => server.close())

it.each([
  ['nothing', {}, '127.0.0.1'],
  ['somebody else’s address', { 'x-forwarded-for': '192.0.2.1' }, '192.0.2.1, 127.0.0.1'],
])('a caller who writes %s is named last all the same', async (_, headers, named) => {
  const answer = await fetch(`http://127.0.0.1:${port}`, { headers })
  expect(await answer.text()).toBe(named)
})
