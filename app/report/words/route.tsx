import { form, page, type Answer } from '@/app/door'
import { WordsPage, type WordsPageProps } from '@/components/outcomes/words-page'
import { requirePermission } from '@/lib/access/require-permission'
import { readReportWords } from '@/lib/outcomes/read-report-words'
import { reportPath, takeChoice, type ReportChoice } from '@/lib/outcomes/report-choice'
import { writeReportWords } from '@/lib/outcomes/write-report-words'
import { londonDay } from '@/lib/wording/london-time'

/** What is written is for those inside: of what is published nothing but its numbers is said. */
const choiceOf = ({ url, now }: { url: URL; now: Date }): ReportChoice | undefined => {
  const taken = takeChoice(url.searchParams, { today: londonDay(now) })
  return 'choice' in taken ? { ...taken.choice, audience: 'inside' } : undefined
}

const answerOf = (choice: ReportChoice, props: WordsPageProps): Answer => ({
  title: 'What changed and why it may have',
  back: reportPath(choice),
  hasErrors: Boolean(props.problems?.length),
  status: props.typed ? 422 : 200,
  body: <WordsPage {...props} />,
})

export const GET = page(async ({ actor, url, now }) => {
  requirePermission(actor, 'read-report')
  const choice = choiceOf({ url, now })
  if (!choice) return { redirect: `/report${url.search}` }
  return answerOf(choice, { written: await readReportWords(actor, choice.period), now })
})

export const POST = form(async ({ actor, url, form: posted, now }) => {
  requirePermission(actor, 'read-report')
  const choice = choiceOf({ url, now })
  if (!choice) return { redirect: `/report${url.search}` }
  const done = await writeReportWords(actor, choice.period, posted)
  if ('version' in done) return { redirect: `${reportPath(choice)}#own-words` }
  const { typed, problems } = done.form
  const written = done.newer ?? (await readReportWords(actor, choice.period))
  return answerOf(choice, { written, typed, problems, isNewer: 'newer' in done, now })
})
