import { form, page } from '@/app/door'
import { ReleaseTextPage } from '@/components/casework/release-text-page'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { dutyPackPath } from '@/lib/packs/duty-path'
import { findText } from '@/lib/packs/find-text'
import { releaseText } from '@/lib/packs/release-text'
import type { TextToRead } from '@/lib/packs/text-to-read'

type Params = { reference: string; question: string }

const answerFor = (actor: Actor, { reference }: Pick<TextToRead, 'reference'>) => ({
  title: 'Read this text before it leaves',
  isReferral: may(actor, 'refer'),
  back: dutyPackPath(reference),
})

export const GET = page<Params>(async ({ actor, params, now }) => {
  const text = await findText(actor, params.reference, params.question)
  return { ...answerFor(actor, text), body: <ReleaseTextPage text={text} now={now} /> }
})

export const POST = form<Params>(async ({ actor, params, form: posted, now }) => {
  const done = await releaseText(actor, { ...params, form: posted })
  if ('released' in done) return { redirect: `${dutyPackPath(params.reference)}#texts` }
  const { text, form: taken, isStale } = done
  const problems = isStale ? [] : taken.problems
  return {
    ...answerFor(actor, text),
    hasErrors: !isStale,
    status: isStale ? 409 : 422,
    body: <ReleaseTextPage {...{ text, problems, isStale, now }} typed={taken.typed} />,
  }
})
