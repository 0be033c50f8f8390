/** Prints how to sign in to the demonstration. */
import { roles } from '@/lib/access/roles'
import { county } from '@/lib/county/county'
import { environment } from '@/lib/environment'
import { demonstrationAccounts } from '@/prisma/demonstration-accounts'

const { origins, DEMO_PASSWORD } = environment()
const organisations = new Map(county.organisations.map(({ slug, name }) => [slug, name]))
const widest = Math.max(...demonstrationAccounts.map(({ email }) => email.length))

const lines = demonstrationAccounts.map(({ email, role, organisation }) => {
  const where = organisations.get(organisation) ?? organisation
  return `  ${email.padEnd(widest)}  ${roles[role]}, ${where}`
})

console.log(`
  The demonstration is at ${origins[0]}
  Sign in as any of these, with the password ${DEMO_PASSWORD}

${lines.join('\n')}
`)
