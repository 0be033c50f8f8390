import { isoDay } from '@/lib/wording/london-time'

/**
 * A paper as an answer: to be saved and never shown, under a name of its kind and day that says nothing
 * about anybody.
 */
export const paperFile = (bytes: Uint8Array, name: string, at: Date) =>
  new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="${name.replaceAll('_', '-')}-${isoDay(at)}.pdf"`,
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })
