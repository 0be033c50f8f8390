import { Tag, type TagColour } from '@/components/govuk/tag'
import { badges, isBadge, type BadgeName } from '@/lib/casework/badges'

const colours: Readonly<Record<BadgeName, TagColour>> = {
  danger: 'red',
  medical: 'red',
  child: 'purple',
  exploited: 'orange',
  found: 'orange',
  threats: 'orange',
  homeless: 'yellow',
  many: 'teal',
  contact: 'grey',
}

/** What makes a referral pressing, the most pressing first: in words, never by colour alone. */
export function BadgeTags({
  names,
  most = names.length,
}: {
  names: readonly string[]
  most?: number
}) {
  const known = names.filter(isBadge)
  const others = known.slice(most).map((name) => badges[name].label)
  return (
    <>
      {known.slice(0, most).map((name) => (
        <Tag key={name} colour={colours[name]}>
          {badges[name].label}
        </Tag>
      ))}
      {others.length > 0 && (
        <span title={others.join(', ')}>
          <span aria-hidden="true">+{others.length}</span>
          <span className="govuk-visually-hidden">, {others.join(', ')}</span>
        </span>
      )}
    </>
  )
}
