import { form } from '@/app/door'
import { answerExport } from '@/lib/exports/answer-export'
import { exportPath } from '@/lib/exports/exported'

export const POST = form<{ export: string }>(async ({ actor, params, form: posted }) => {
  await answerExport(actor, params.export, { agree: posted.get('answer') === 'agree' })
  return { redirect: exportPath(params.export) }
})
