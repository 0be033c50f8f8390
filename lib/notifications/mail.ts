import { count, showMoment } from '@/lib/wording/london-time'
import { kindOf, type MessageType } from './messages'

/** What a mail tells: how many of which type. It has no room for anything about a referral. */
export interface Told {
  readonly type: MessageType
  readonly count: number
}

export interface MailFrame {
  /** When the first of it happened. */
  readonly when: Date
  /** The address of the service, with nothing after the host. */
  readonly origin: string
  readonly isDigest: boolean
}

export interface Mail {
  readonly subject: string
  readonly body: string
}

const tell = ({ type, count: number }: Told) => {
  const { says, counted } = kindOf(type)
  return number === 1 ? says : `${count(number, ...counted)}.`
}
const sum = ({ type, count: number }: Told) => `${count(number, ...kindOf(type).counted)}.`

/**
 * The whole text of a mail. Whoever reads it over a shoulder learns that there is work to do: the
 * one link is the service's front door, which leads to the reader's own list after signing in.
 */
export const mailOf = (told: readonly Told[], { when, origin, isDigest }: MailFrame): Mail => {
  const isUrgent = told.some(({ type }) => kindOf(type).urgent === 'always')
  const several = told.length > 1 || told.some(({ count: number }) => number > 1)
  return {
    subject: isDigest
      ? 'Your daily summary'
      : isUrgent
        ? 'Please look at this today'
        : 'You have something to look at',
    body: [
      ...told.map(isDigest ? sum : tell),
      `${several ? 'The first of it was' : 'It was'} on ${showMoment(when)}.`,
      `Sign in to look at it: ${origin}/`,
      'If someone is in danger now, call 999. Do not reply to this email: we do not read the answers.',
      `You can choose what you are told, and how often: ${origin}/settings`,
    ].join('\n\n'),
  }
}
