/** The ways in which a person may be contacted. A letter is read at any hour; the others have times. */
export const channels = {
  phone: { label: 'Phone call', said: 'contactPhone' },
  text: { label: 'Text message', said: 'contactText' },
  email: { label: 'Email', said: 'contactEmail' },
  post: { label: 'Letter', said: 'contactAddress' },
  visit: { label: 'In person', said: undefined },
  through: { label: 'Through somebody they trust', said: 'contactThrough' },
} as const satisfies Readonly<
  Record<string, { readonly label: string; readonly said: string | undefined }>
>

export type Channel = keyof typeof channels

export const channelNames = Object.keys(channels) as Channel[]

export const isChannel = (text: string): text is Channel => Object.hasOwn(channels, text)
