import { afterAll, expect, it } from 'vitest'
import { GET as openLink } from '@/app/invitation/[token]/route'
import { addAccount } from '@/lib/access/add-account'
import { answerAccountRequest } from '@/lib/access/answer-account-request'
import { findAccountRequests } from '@/lib/access/find-account-requests'
import { requestAccountChange } from '@/lib/access/request-account-change'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { startMailbox } from '@/tests/support/mailbox'
import { get } from '@/tests/support/requests'

const mailbox = await startMailbox()
process.env.MESSAGES = 'smtp'
process.env.SMTP_URL = mailbox.url
process.env.MESSAGES_FROM = 'no-reply@refer.test'
afterAll(mailbox.stop)

const { person } = countyPeople(testDatabase())

/** The letter that came to an address, and the link in it. */
const letterTo = async (address: string) => {
  const letter = mailbox.received.find(({ to }) => to === address)
  const [, token = ''] = /\/invitation\/([\w-]+)/.exec(letter?.body ?? '') ?? []
  return { body: letter?.body ?? '', works: await get(openLink, '/invitation', { token }) }
}

it('where there is mail, an invitation goes to whom it is for and is shown to nobody', async () => {
  const email = 'robin@council.test'
  const form = {
    name: 'Robin Ó Briain',
    email,
    role: 'referrer',
    organisation: 'stevenage-council',
  }
  const added = await addAccount(person('admin'), new URLSearchParams(form))
  expect(added).toHaveProperty('link.email', email)
  expect(added).not.toHaveProperty('link.address')
  const { body, works } = await letterTo(email)
  expect(works.status).toBe(200)
  expect(body).not.toMatch(/slavery|referral|victim|Robin|Stevenage/i)
})

it('where there is mail, the second person never sees the link of a recovery', async () => {
  const { accountId, email } = person('beacon')
  const form = new URLSearchParams({ kind: 'password', reason: 'forgotten', words: 'Rang her' })
  await requestAccountChange(person('admin'), accountId, 'recover', form)
  const [waits] = await findAccountRequests(person('lead'))
  const link = await answerAccountRequest(person('lead'), waits?.id ?? '', true)
  expect(link).toHaveProperty('email', email)
  expect(link).not.toHaveProperty('address')
  expect((await letterTo(email)).works.status).toBe(200)
})
