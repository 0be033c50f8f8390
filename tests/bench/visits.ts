import { walk } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import { readAnswers } from '@/lib/referral/answers-schema'
import { prefilled } from '@/lib/referral/prefilled'
import { referralJourney } from '@/lib/referral/steps'
import { londonDay } from '@/lib/wording/london-time'
import { demonstrationAccounts } from '@/prisma/demonstration-accounts'
import { demonstrationReferrals } from '@/prisma/demonstration-referrals'
import type { Request } from './load'

/** Who refers, and who reads a queue, in the measurements. */
export const referrer = 'referrer.nhs@demo.test'
export const officer = 'officer@demo.test'

/** Signs in as a demonstration account. Answers the cookie of the session. */
export async function signIn(origin: string, email: string): Promise<string> {
  const answer = await fetch(`${origin}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin },
    body: new URLSearchParams({ email, password: 'demonstration-only' }),
  })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0]
  if (answer.status !== 303 || !cookie) throw new Error(`${email} cannot sign in`)
  return cookie
}

const account = demonstrationAccounts.find(({ email }) => email === referrer)
const read = readAnswers({
  ...prefilled({ name: '', jobTitle: '', ...account, phone: '01632 960 100' }),
  ...demonstrationReferrals[0]?.answers,
})
if ('problems' in read) throw new Error(JSON.stringify(read.problems))
const { stops } = walk(referralJourney, read.typed, { today: londonDay(new Date()) })

/** A whole draft of the referrer's, as typed: what is optional was seen and left empty. */
export const typed: RawAnswers = Object.fromEntries(
  stops.flatMap(({ questions }) => questions.map((id) => [id, read.typed[id] ?? ''])),
)

/** What a browser posts for the questions of a step. */
const formOf = (questions: readonly string[]) => {
  const form = new URLSearchParams()
  for (const id of questions) {
    const raw = typed[id] ?? ''
    if (referralJourney.questions[id as keyof typeof referralJourney.questions].kind === 'date')
      ['day', 'month', 'year'].forEach((part, index) => form.set(`${id}-${part}`, raw[index] ?? ''))
    else for (const value of [raw].flat()) form.append(id, value)
  }
  return form.toString()
}

/** The ids of the steps that the measured draft goes through. */
export const stepIds = stops.map(({ step }) => step.id)

/** Drawing every step of a draft once. */
export const drawSteps = (draft: string, cookie: string): Request[] =>
  stepIds.map((id) => ({ method: 'GET', path: `/refer/${draft}/${id}`, cookie, status: 200 }))

/** Saving every step of a complete draft once: nothing is left to ask, so each leads to the check. */
export const saveSteps = (draft: string, cookie: string): Request[] =>
  stops.map(({ step, questions }) => ({
    method: 'POST',
    path: `/refer/${draft}/${step.id}`,
    cookie,
    form: formOf(questions),
    status: 303,
    location: `/refer/${draft}/check`,
  }))
