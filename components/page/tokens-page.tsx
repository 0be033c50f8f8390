import { Button } from '@/components/govuk/button'
import { InsetText } from '@/components/govuk/inset-text'
import { NotificationBanner } from '@/components/govuk/notification-banner'
import { Panel } from '@/components/govuk/panel'
import { Table } from '@/components/govuk/table'
import { Tag } from '@/components/govuk/tag'
import {
  scopeWords,
  tokenState,
  tokenStates,
  type MadeToken,
  type TokenLine,
} from '@/lib/access/token-list'
import { showDay, showMoment } from '@/lib/wording/london-time'

export interface TokensPageProps {
  tokens: readonly TokenLine[]
  /** One was just ended. */
  isEnded: boolean
  now: Date
}

const colours = { active: 'green', soon: 'yellow', over: 'grey', ended: 'grey' } as const

const head = [
  { content: 'What for' },
  { content: 'Organisation' },
  { content: 'Acts as' },
  { content: 'What it may do' },
  { content: 'Last used' },
  { content: 'Holds until' },
  { content: 'State' },
  { content: 'Change' },
]

function EndButton({ token: { id, name } }: { token: TokenLine }) {
  return (
    <form method="post" action="/people/tokens" noValidate>
      <Button variant="warning" name="end" value={id} preventDoubleClick>
        End<span className="govuk-visually-hidden"> {name}</span>
      </Button>
    </form>
  )
}

/** The keys of other systems, when each was last used, and the buttons that end them. */
export function TokensPage({ tokens, isEnded, now }: TokensPageProps) {
  return (
    <>
      {isEnded && <NotificationBanner type="success">The key has ended</NotificationBanner>}
      <h1 className="govuk-heading-l">Keys to the partner API</h1>
      <p className="govuk-body">
        With a key, the system of an organisation sends referrals and follows them by itself.{' '}
        <a className="govuk-link" href="/api-guide">
          How a system calls this service
        </a>
      </p>
      <Button href="/people/tokens/add">Make a key</Button>
      {tokens.length === 0 ? (
        <p className="govuk-body">There are no keys.</p>
      ) : (
        <Table
          stacked
          firstCellIsHeader
          head={head}
          rows={tokens.map((token) => {
            const state = tokenState(token, now)
            const isOpen = state === 'active' || state === 'soon'
            return [
              { content: token.name },
              { content: token.organisation },
              { content: token.account, className: 'break-all' },
              { content: scopeWords(token.scopes).join('. ') },
              { content: token.lastUsedAt ? showMoment(token.lastUsedAt) : 'Never' },
              { content: showDay(token.expiresAt) },
              { content: <Tag colour={colours[state]}>{tokenStates[state]}</Tag> },
              { content: isOpen && <EndButton token={token} /> },
            ]
          })}
        />
      )}
    </>
  )
}

/** A key that was just made, shown this once. */
export function MadeTokenPage({ made: { name, token, expiresAt } }: { made: MadeToken }) {
  return (
    <>
      <Panel title="Key made">{name}</Panel>
      <p className="govuk-body">
        Give this key to whoever runs the system. It holds until {showDay(expiresAt)}, and is shown
        this once.
      </p>
      <InsetText>
        <code className="break-all">{token}</code>
      </InsetText>
      <p className="govuk-body">
        Send it by a way that only they can read. Do not keep it. If it is lost, end it and make
        another.
      </p>
    </>
  )
}
