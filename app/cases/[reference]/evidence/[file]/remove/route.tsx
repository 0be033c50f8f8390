import { form, page } from '@/app/door'
import { RemovePage, type RemovePageProps } from '@/components/casework/evidence-file-pages'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { evidencePath } from '@/lib/evidence/evidence-path'
import { findFile } from '@/lib/evidence/find-file'
import { removeEvidence } from '@/lib/evidence/remove-evidence'

type Params = { reference: string; file: string }

const draw = async (
  actor: Actor,
  params: Params,
  props: Pick<RemovePageProps, 'typed' | 'problems' | 'now'>,
) => {
  const found = await findFile(actor, params.reference, params.file)
  return {
    title: 'Remove this file',
    isReferral: may(actor, 'refer'),
    back: evidencePath(found.reference),
    body: <RemovePage {...found} {...props} />,
  }
}

export const GET = page<Params>(({ actor, params, now }) => draw(actor, params, { now }))

export const POST = form<Params>(async ({ actor, params, form: posted, now }) => {
  const done = await removeEvidence(actor, params.file, posted)
  if ('removed' in done) return { redirect: evidencePath(params.reference) }
  const { typed, problems } = done.form
  return {
    ...(await draw(actor, params, { typed, problems, now })),
    hasErrors: true,
    status: 422,
  }
})
