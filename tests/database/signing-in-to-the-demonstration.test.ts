import { beforeAll, describe, expect, it } from 'vitest'
import { GET as showCode, POST as postCode } from '@/app/sign-in/email/code/route'
import { POST as postEmail } from '@/app/sign-in/email/route'
import { GET as showEnrol, POST as postEnrol } from '@/app/sign-in/enrol/route'
import { POST as postSignIn } from '@/app/sign-in/route'
import { findActor } from '@/lib/access/find-actor'
import { hashPassword } from '@/lib/access/hash-password'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { cookieIn, get, post } from '@/tests/support/requests'
import { codeAt } from '@/tests/support/second-factor'

process.env.DEMONSTRATION = 'yes'
const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const password = 'demonstration-only'

beforeAll(async () => {
  const passwordHash = await hashPassword(password)
  await asOwner(async (tx) => {
    await tx.account.updateMany({ data: { passwordHash } })
    await tx.organisation.updateMany({ data: { emailDomains: ['demo.test'] } })
  })
})

const cookiesOf = (answer: Response) => answer.headers.getSetCookie().map(cookieIn)
const isIn = async (cookie = '') =>
  (await findActor(new Request('http://localhost:3999', { headers: { cookie } }))) !== null
const typePassword = (name: string) =>
  post(postSignIn, '/sign-in', {}, new URLSearchParams({ email: person(name).email, password }))

describe('in the demonstration', () => {
  it('the password alone signs in', async () => {
    const answer = await typePassword('officer')
    expect(answer.headers.get('location')).toBe('/sign-in')
    expect(await isIn(cookiesOf(answer)[0])).toBe(true)
  })

  it('whoever sets up an app is asked for its code from then on', async () => {
    const [session = ''] = cookiesOf(await typePassword('lead'))
    const page = await get(showEnrol, '/sign-in/enrol', {}, { cookie: session })
    const [pending = ''] = cookiesOf(page)
    const key = /<code>([A-Z2-7 ]{39})<\/code>/.exec(await page.text())?.[1] ?? ''
    const code = codeAt(key.replaceAll(' ', ''), new Date())
    const form = new URLSearchParams({ code })
    const cookie = `${session}; ${pending}`
    const done = await post(postEnrol, '/sign-in/enrol', {}, form, { cookie })
    expect(await done.text()).toContain('Your recovery codes')
    expect([await isIn(session), await isIn(cookiesOf(done)[0])]).toEqual([false, true])
    const again = await typePassword('lead')
    expect(again.headers.get('location')).toBe('/sign-in/code')
  })

  it('a code by email is shown on the page, because none is sent', async () => {
    const form = new URLSearchParams({ email: person('referrer.nhs').email })
    const asked = await post(postEmail, '/sign-in/email', {}, form)
    const [cookie = ''] = cookiesOf(asked)
    const page = await (await get(showCode, '/sign-in/email/code', {}, { cookie })).text()
    expect(page).toContain('This demonstration sends no email')
    const code = /<code>(\d{4} \d{4})<\/code>/.exec(page)?.[1] ?? ''
    const answer = await post(postCode, '/sign-in/email/code', {}, new URLSearchParams({ code }), {
      cookie,
    })
    expect(await isIn(cookiesOf(answer)[0])).toBe(true)
  })
})
