import { Button } from '@/components/govuk/button'
import { Details } from '@/components/govuk/details'
import { hasForm } from '@/lib/casework/act-form'
import { actPath } from '@/lib/casework/act-path'
import type { CaseItem } from '@/lib/casework/casework'
import { transitionOf, type ActionName } from '@/lib/casework/transitions'

export interface ActButtonsProps {
  reference: string
  item: Pick<CaseItem, 'queue' | 'version' | 'offers' | 'isMine'>
  /** Where to go on after an act. */
  back: string
  /** Whether keyboard shortcuts press these: one item of a page has them. */
  hasKeys?: boolean
  /** Said unseen after each label, where a page has the acts of several items. */
  of?: string
}

/** Acts that are seldom needed stand behind a line. */
const seldom: readonly ActionName[] = ['pass_on', 'ask_to_lower', 'add_queue', 'move', 'reopen']

/** Acts that are drawn where a lower priority is asked for. */
const ofLowering: readonly ActionName[] = ['agree_to_lower', 'refuse_to_lower']

type OneActProps = Omit<ActButtonsProps, 'item'> & {
  item: Pick<CaseItem, 'queue' | 'version'>
  action: ActionName
}

/** One act: a link to its form, or a form of one press. */
export function ActButton({ reference, item, back, hasKeys, of, action }: OneActProps) {
  const { label, key } = transitionOf(action)
  const text = (
    <>
      {label}
      {of && <span className="govuk-visually-hidden">, {of}</span>}
    </>
  )
  const looks = {
    variant: action === 'accept' ? undefined : ('secondary' as const),
    shortcut: hasKeys ? key : undefined,
  }
  if (hasForm(action))
    return (
      <Button href={actPath(reference, item.queue, action, back)} {...looks}>
        {text}
      </Button>
    )
  return (
    <form method="post" action={actPath(reference, item.queue, action)} noValidate>
      <input type="hidden" name="version" value={item.version} />
      <input type="hidden" name="back" value={back} />
      <Button preventDoubleClick {...looks}>
        {text}
      </Button>
    </form>
  )
}

/** Everything that may be done to an item now; what may not, with why. Drawn from the table. */
export function ActButtons({ item, ...rest }: ActButtonsProps) {
  const offered = item.offers.filter(
    ({ action }) => !ofLowering.includes(action) && !(action === 'take' && item.isMine),
  )
  const usual = offered.filter(({ action }) => !seldom.includes(action))
  const others = offered.filter(({ action }) => seldom.includes(action))
  return (
    <>
      <Offered offers={usual} item={item} {...rest} />
      {others.length > 0 && (
        <Details summary={<>More{rest.of && `, ${rest.of}`}</>}>
          <Offered offers={others} item={item} {...rest} />
        </Details>
      )}
    </>
  )
}

function Offered({ offers, ...rest }: Omit<OneActProps, 'action'> & Pick<CaseItem, 'offers'>) {
  const blocked = offers.filter((offer) => offer.blocked !== undefined)
  return (
    <>
      <div className="govuk-button-group">
        {offers
          .filter((offer) => offer.blocked === undefined)
          .map(({ action }) => (
            <ActButton key={action} action={action} {...rest} />
          ))}
      </div>
      {blocked.length > 0 && (
        <ul className="govuk-list" aria-label="What cannot be done now, and why">
          {blocked.map(({ action, blocked: why }) => (
            <li key={action}>
              <strong>{transitionOf(action).label}</strong>: not now. {why}.
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
