import { notFoundPage, publicPage } from '@/app/door'

export const GET = publicPage(() => notFoundPage)
export const POST = GET
