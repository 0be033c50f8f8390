import type { ReactNode } from 'react'
import { BackLink } from '@/components/govuk/back-link'
import { ContactList } from '@/components/page/contact-list'
import { Document } from '@/components/page/document'
import { SignOutForm } from '@/components/page/sign-out-form'
import type { Actor } from '@/lib/access/actor'
import { county } from '@/lib/county/county'
import { isAt, navigationOf } from '@/lib/access/navigation'
import { roles } from '@/lib/access/roles'
import { showOpenNow } from '@/lib/wording/opening-hours'
import assets from '@/public/assets/manifest.json'

/** What a route says of its page. Everything else is the same on every page. */
export interface Page {
  readonly title: string
  readonly body: ReactNode
  readonly hasErrors?: boolean
  /** A page of a referral: it has the way out, no navigation, and a title that gives nothing away. */
  readonly isReferral?: boolean
  readonly back?: string
  readonly wide?: boolean
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** `Set-Cookie` headers: unlike others there may be several. */
  readonly cookies?: readonly string[]
}

export const serviceName = 'Modern slavery referral'
const names = { service: serviceName, partnership: county.partnership }

/** The registry of numbers, with what is open at this moment. */
const contactsAt = (now: Date) =>
  county.contacts.map(({ name, number, hours }) => ({
    name,
    number,
    openNow: showOpenNow(hours, now),
  }))

/** Draws a page with the frame that all pages share. */
export function ServicePage({
  page,
  actor,
  path,
  now,
  sessionSeconds,
}: {
  page: Page
  actor: Actor | null
  path: string
  now: Date
  /** How long a session holds if nobody does anything. */
  sessionSeconds: number
}) {
  const showsNavigation = actor && !page.isReferral
  return (
    <Document
      title={page.title}
      titleService={page.isReferral ? 'Report a concern' : serviceName}
      names={names}
      stylesheet={assets.stylesheet}
      script={assets.script}
      hasErrors={page.hasErrors}
      exitHref={page.isReferral ? '/leave' : undefined}
      wide={page.wide}
      sessionSeconds={actor ? sessionSeconds : undefined}
      navigation={
        showsNavigation
          ? {
              items: navigationOf(actor).map((place) => ({
                label: place.label,
                href: place.href,
                current: isAt(actor, place, path),
              })),
              end: (
                <SignOutForm action="/sign-out">
                  {actor.name}, {roles[actor.role]}
                </SignOutForm>
              ),
            }
          : undefined
      }
      before={page.back ? <BackLink href={page.back} /> : undefined}
      help={<ContactList contacts={contactsAt(now)} />}
    >
      {page.body}
    </Document>
  )
}
