import { queues, type Queue } from '@/lib/routing/queues'

/** Where a referral is, in words that are safe to show to whoever sent it. */
export const standing = ({
  primary,
  items,
}: {
  readonly primary: string
  readonly items: readonly { readonly queue: string }[]
}) => {
  const names = items.map(({ queue }) => queues[queue as Queue].name)
  if (primary === 'HOLD')
    return names.length > 0
      ? `On hold with the safeguarding lead. Also with: ${names.join(', ')}`
      : 'On hold with the safeguarding lead'
  return `With: ${names.join(', ')}`
}
