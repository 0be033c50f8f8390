import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { afterAll, expect, it } from 'vitest'
import { limitSockets, patience } from '../../scripts/limit-sockets.mjs'

// Not the two minutes themselves: a test waits for none of them.
Object.assign(patience, {
  headersTimeout: 100,
  requestTimeout: 200,
  connectionsCheckingInterval: 20,
})
limitSockets()
const server = createServer((request, response) => {
  request.resume().once('end', () => response.end('Thank you'))
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
const address = server.address()
const port = typeof address === 'object' && address ? address.port : 0
afterAll(() => server.close())

/** What is answered to the bytes, until the connection ends. */
const say = async (bytes) => {
  const socket = connect(port, '127.0.0.1')
  socket.write(bytes)
  let answer = ''
  socket.on('data', (data) => (answer += data.toString()))
  await once(socket, 'close')
  return answer
}

it.each([
  ['headers', 'GET / HTTP/1.1\r\nHost: here.test\r\n'],
  ['a body', 'POST / HTTP/1.1\r\nHost: here.test\r\nContent-Length: 100\r\n\r\nslow'],
])('a request whose %s never end is closed', async (_, bytes) => {
  expect(await say(bytes)).toMatch(/^HTTP\/1\.1 408 /)
})
