import { frontier } from '@/lib/journey/journey'
import { draftPage } from './draft-page'

export const GET = draftPage(({ walked, base }) => ({
  redirect: `${base}/${frontier(walked)?.step.id ?? 'check'}`,
}))
