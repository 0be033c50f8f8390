import type { ReactNode } from 'react'
import { ExitThisPage } from '@/components/govuk/exit-this-page'
import { SkipLink } from '@/components/govuk/skip-link'
import { brandColour } from './brand'
import { IdleDialog } from './idle-dialog'
import { PageFooter } from './page-footer'
import { PageHeader } from './page-header'
import { PageNavigation, type PageNavigationProps } from './page-navigation'
import type { ServiceNames } from './service-names'

export interface DocumentProps {
  /** The page's question or name, without the service's: "Are they in danger now?" */
  title: string
  /** What the tab calls the service, where its own name would give too much away. */
  titleService?: string
  names: ServiceNames
  /** Addresses from public/assets/manifest.json. */
  stylesheet: string
  script: string
  /** Says so at the front of the title. */
  hasErrors?: boolean
  /** For those signed in, on pages outside the referral. */
  navigation?: PageNavigationProps
  /** On every page of a referral: our address that ends the session and leaves. */
  exitHref?: string
  /** A phase banner, if there is one. */
  phase?: ReactNode
  /** Back link or breadcrumbs. */
  before?: ReactNode
  /** Whom to ring; the same on every page, in the same place and order. */
  help?: ReactNode
  /** For those signed in: how many seconds their session holds if they do nothing. */
  sessionSeconds?: number
  /** For officers' pages: wider and denser. */
  wide?: boolean
  children: ReactNode
}

/** A whole page of HTML. Its scripts and styles are files of ours, so no page needs an inline one. */
export function Document(props: DocumentProps) {
  const { title, names, titleService = names.service, hasErrors, exitHref, wide } = props
  return (
    <html lang="en" className={wide ? 'govuk-template page--wide' : 'govuk-template'}>
      <head>
        <meta charSet="utf-8" />
        <title>{`${hasErrors ? 'Error: ' : ''}${title} - ${titleService}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content={brandColour} />
        <meta name="format-detection" content="telephone=no" />
        <link rel="icon" sizes="32x32" href="/favicon.ico" />
        <link rel="icon" sizes="any" type="image/svg+xml" href="/favicon.svg" />
        <link rel="stylesheet" href={props.stylesheet} />
        <script type="module" src={props.script} />
      </head>
      <body className="govuk-template__body">
        <SkipLink href="#main-content">Skip to main content</SkipLink>
        {exitHref && (
          <SkipLink
            href={exitHref}
            rel="nofollow noreferrer"
            className="govuk-js-exit-this-page-skiplink"
          >
            Exit this page
          </SkipLink>
        )}
        <PageHeader names={names} />
        {props.navigation && <PageNavigation {...props.navigation} />}
        {props.phase}
        <div className="govuk-width-container">
          {exitHref && <ExitThisPage href={exitHref} />}
          {props.before}
          <main className="govuk-main-wrapper" id="main-content">
            {props.children}
          </main>
        </div>
        <PageFooter help={props.help} />
        {props.sessionSeconds !== undefined && <IdleDialog seconds={props.sessionSeconds} />}
      </body>
    </html>
  )
}
