import { problemDetails } from '@/lib/http/problem-details'

/** Whoever calls a path that there is not gets problem details, and no page. */
export const GET = () => problemDetails(404, 'Not found', 'See /api/v1/openapi.json')
export const POST = GET
