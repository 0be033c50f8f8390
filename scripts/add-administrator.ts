/** Adds the first administrator: `npm run add-administrator -- name@example.org "Their Name" organisation-slug`. */
import { randomBytes } from 'node:crypto'
import { hashPassword } from '@/lib/access/hash-password'
import { asOwner } from '@/prisma/as-owner'

const [email, name, slug] = process.argv.slice(2)
if (!email || !name || !slug) {
  console.error('Say who: npm run add-administrator -- <work email> "<name>" <organisation>')
  process.exit(1)
}
const password = randomBytes(18).toString('base64url').slice(0, 18)
const passwordHash = await hashPassword(password)
const outcome = await asOwner(async (tx) => {
  const organisation = await tx.organisation.findUnique({ where: { slug }, select: { id: true } })
  if (!organisation) return `There is no organisation ${slug}: run npm run seed first`
  const taken = await tx.account.findUnique({ where: { email: email.toLowerCase() } })
  if (taken) return `${email} has an account already`
  await tx.account.create({
    data: {
      email: email.toLowerCase(),
      name,
      role: 'administrator',
      organisationId: organisation.id,
      passwordHash,
    },
    select: { id: true },
  })
  return null
})
if (outcome) {
  console.error(outcome)
  process.exit(1)
}
console.log(`Added. The first password is ${password}. It is shown this once.`)
process.exit(0)
