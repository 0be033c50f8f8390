import { page } from '@/app/door'
import { homeOf } from '@/lib/access/navigation'

export const GET = page(({ actor }) => ({ redirect: homeOf(actor) }))
