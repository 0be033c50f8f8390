import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

/** A letter as it came over the wire. */
export interface Received {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly body: string
}

export interface Mailbox {
  /** For `SMTP_URL`. */
  readonly url: string
  readonly received: Received[]
  /** What is done with each letter once it is here, before the server says that it is: may refuse it. */
  onLetter: (letter: Received) => void
  readonly stop: () => Promise<void>
}

const header = (letter: string, name: string) =>
  new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, 'im')
    .exec(letter)?.[1]
    ?.replace(/\r\n[ \t]/g, ' ') ?? ''

/** Undoes the encoding of a body in which only a few characters are not plain. */
const decoded = (letter: string) => {
  const body = letter.slice(letter.indexOf('\r\n\r\n') + 4)
  const encoding = header(letter, 'content-transfer-encoding')
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  if (encoding !== 'quoted-printable') return body
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

/** A real mail server on this machine, on a free port. */
export async function startMailbox(): Promise<Mailbox> {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    onAuth: ({ username, password }, _, answer) =>
      username === 'service' && password === 'open sesame'
        ? answer(null, { user: username })
        : answer(new Error('No')),
    onData: (stream, session, answer) => {
      void text(stream).then((letter) => {
        const one = {
          id: header(letter, 'message-id'),
          to: session.envelope.rcptTo.map(({ address }) => address).join(),
          subject: header(letter, 'subject'),
          body: decoded(letter).trim().replace(/\r\n/g, '\n'),
        }
        try {
          mailbox.onLetter(one)
        } catch (error) {
          return answer(error instanceof Error ? error : new Error())
        }
        received.push(one)
        return answer()
      })
    },
  })
  // A client that is killed breaks its connection.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const mailbox: Mailbox = {
    url: `smtp://service:${encodeURIComponent('open sesame')}@127.0.0.1:${port}`,
    received,
    onLetter: () => {},
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return mailbox
}
