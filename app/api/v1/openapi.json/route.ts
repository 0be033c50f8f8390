import { environment } from '@/lib/environment'
import { apiDocument } from '@/lib/exchange/api-document'

export const GET = () => Response.json(apiDocument(environment().origins[0] ?? ''))
