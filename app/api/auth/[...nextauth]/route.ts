import NextAuth from 'next-auth'
import type { NextRequest } from 'next/server'
import { openAuth } from '@/lib/access/open-auth'

type Context = { params: Promise<{ nextauth: string[] }> }

const handler = (request: NextRequest, context: Context): Promise<Response> =>
  NextAuth(request, context, openAuth())

export { handler as GET, handler as POST }
