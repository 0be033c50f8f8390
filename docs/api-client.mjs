// A client of the partner API: SERVICE=https://… TOKEN=… node docs/api-client.mjs referral.json
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { argv, env } from 'node:process'

const { SERVICE, TOKEN } = env

const call = async (method, path, { body, headers } = {}) => {
  const answer = await fetch(`${SERVICE}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...headers },
    body: body && JSON.stringify(body),
  })
  const told = await answer.json()
  if (!answer.ok) throw new Error(`${told.title} ${JSON.stringify(told.errors ?? told.detail)}`)
  return told
}

const referral = JSON.parse(readFileSync(argv[2], 'utf8'))
// The same act of yours, however often it is repeated: here, the same file.
const key = createHash('sha256').update(JSON.stringify(referral)).digest('hex')
const headers = { 'idempotency-key': key }
const sent = await call('POST', '/referrals', { body: referral, headers })
console.log(sent.reference, (await call('GET', `/referrals/${sent.reference}`)).standing)
for (let page = { after: 0, more: true }; page.more;) {
  page = await call('GET', `/events?after=${page.after}`)
  for (const { at, type, reference } of page.events) console.log(at, reference, type)
}
