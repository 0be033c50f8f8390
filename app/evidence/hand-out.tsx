import type { Page } from '@/components/page/service-page'
import type { HandedOut, Withheld } from '@/lib/evidence/open-evidence'
import { NotAllowed } from '@/lib/refusals'

const whys = {
  waiting: 'It has not been scanned for viruses yet. Try again in a few minutes.',
  infected: 'A virus was found in it. Nobody can open it.',
} as const

const withheldPage = ({ withheld }: Withheld): Page => ({
  title: 'You cannot open this file now',
  status: 409,
  body: (
    <>
      <h1 className="govuk-heading-l">You cannot open this file now</h1>
      <p className="govuk-body">{whys[withheld]}</p>
    </>
  ),
})

/**
 * A file as an answer: to be saved and never shown, under a name that says nothing about anybody
 * (ASVS 5.0, 5.4.1). next.config.js says of the whole path that nothing on it may run or load.
 */
export const handOut = (found: HandedOut | Withheld): Page | Response => {
  if ('withheld' in found) return withheldPage(found)
  return new Response(new Uint8Array(found.bytes), {
    headers: {
      'content-type': found.type,
      'content-length': String(found.bytes.length),
      'content-disposition': `attachment; filename="${found.name}"`,
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })
}

/** @throws NotAllowed where another site asks, by a link or by drawing it, as the browser says */
export const refuseElsewhere = (request: Request): void => {
  if (request.headers.get('sec-fetch-site') === 'cross-site')
    throw new NotAllowed('Open the file from the page of its case')
}
