import type { ServiceNames } from './service-names'

export interface PageHeaderProps {
  names: ServiceNames
}

export function PageHeader({ names }: PageHeaderProps) {
  return (
    <header className="page-header">
      <div className="govuk-width-container">
        <div className="page-header__inner">
          <a className="page-header__name" href="/">
            <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
              <circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" strokeWidth="5" />
            </svg>
            {names.service}
          </a>
          <span className="page-header__partnership">{names.partnership}</span>
        </div>
      </div>
    </header>
  )
}
