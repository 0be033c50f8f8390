import { page, uploadForm } from '@/app/door'
import { EvidencePage, type EvidencePageProps } from '@/components/casework/evidence-page'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { casePath } from '@/lib/casework/act-path'
import { addEvidence } from '@/lib/evidence/add-evidence'
import { evidencePath } from '@/lib/evidence/evidence-path'
import { findEvidence } from '@/lib/evidence/find-evidence'
import { limits } from '@/lib/evidence/kinds'
import { limitUploads, uploadWindow } from '@/lib/evidence/limit-uploads'
import { refused } from '@/lib/evidence/refused'

type Params = { reference: string }

const draw = async (
  actor: Actor,
  reference: string,
  props: Pick<EvidencePageProps, 'typed' | 'problems' | 'added' | 'now'>,
) => {
  const evidence = await findEvidence(actor, reference)
  return {
    title: 'Photographs and documents',
    isReferral: may(actor, 'refer'),
    back: casePath(evidence.reference),
    body: <EvidencePage {...props} evidence={evidence} />,
  }
}

export const GET = page<Params>(({ actor, params, url, now }) =>
  draw(actor, params.reference, { added: url.searchParams.get('added'), now }),
)

export const POST = uploadForm<Params>(limits.form, async ({ actor, params, upload, now }) => {
  const { reference } = params
  if (!(await limitUploads(actor))) {
    const problems = [{ question: 'file', message: refused.too_many.message }]
    const page = await draw(actor, reference, { problems, now })
    const { status } = refused.too_many
    return { ...page, hasErrors: true, status, headers: { 'retry-after': String(uploadWindow) } }
  }
  const done = await addEvidence(actor, { reference, ...upload })
  if ('evidence' in done) return { redirect: `${evidencePath(reference)}?added=${done.evidence}` }
  const { typed, problems } = done.form
  return {
    ...(await draw(actor, reference, { typed, problems, now })),
    hasErrors: true,
    status: done.status,
  }
})
