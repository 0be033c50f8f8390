import { describe, expect, it } from 'vitest'
import { readEnvironment } from '@/lib/environment'

const uuid = '5f5b2b5c-1d1f-4a3a-9a1d-0123456789ab'
const safe = {
  DATABASE_URL: 'postgresql://referral_login@db.test/referral',
  AUTH_SECRET: 'a-secret-of-forty-characters-for-a-test-',
  SEALING_KEY: Buffer.alloc(32, 1).toString('base64'),
  ORIGIN: 'https://refer.test',
}
const smtp = {
  MESSAGES: 'smtp',
  SMTP_URL: 'smtps://service:drowssap@mail.test:465',
  MESSAGES_FROM: 'Referrals <no-reply@refer.test>',
}
const notify = {
  MESSAGES: 'notify',
  NOTIFY_API_KEY: `referrals_live-${uuid}-${uuid}`,
  NOTIFY_TEMPLATE_ID: uuid,
}

describe('settings that are taken', () => {
  it.each([
    ['none at all', {}, { MESSAGES: 'off', JOBS: 'here' }],
    ['a mail server', smtp, smtp],
    ['a mail server with STARTTLS', { ...smtp, SMTP_URL: 'smtp://mail.test:587' }, {}],
    ['an address alone', { ...smtp, MESSAGES_FROM: 'no-reply@refer.test' }, {}],
    ['GOV.UK Notify', notify, { NOTIFY_URL: 'https://api.notifications.service.gov.uk' }],
    ['a stand-in on this machine', { ...notify, NOTIFY_URL: 'http://127.0.0.1:4000' }, {}],
    ['jobs elsewhere', { JOBS: 'elsewhere' }, { JOBS: 'elsewhere' }],
  ])('%s', (_, given, expected) => {
    expect(readEnvironment({ ...safe, ...given })).toMatchObject({ environment: expected })
  })
})

describe('settings that are refused, in words that repeat none of them', () => {
  it.each([
    ['another way', { MESSAGES: 'pigeon' }, ['MESSAGES must be off, smtp or notify']],
    [
      'a mail server that is not named',
      { MESSAGES: 'smtp' },
      [
        'SMTP_URL is missing: MESSAGES=smtp needs it',
        'MESSAGES_FROM is missing: MESSAGES=smtp needs it',
      ],
    ],
    [
      'a mail server by the web',
      { ...smtp, SMTP_URL: 'https://service:drowssap@mail.test' },
      ['SMTP_URL must be an address such as smtps://user:password@mail.example:465'],
    ],
    [
      'a sender with a line end, which could add a header',
      { ...smtp, MESSAGES_FROM: 'a@refer.test\r\nBcc: b@evil.test' },
      ['MESSAGES_FROM must be an email address'],
    ],
    [
      'a sender that is no address',
      { ...smtp, MESSAGES_FROM: 'Referrals' },
      ['MESSAGES_FROM must be an email address'],
    ],
    [
      'a key that is cut short',
      { ...notify, NOTIFY_API_KEY: uuid },
      ['NOTIFY_API_KEY must be an API key of GOV.UK Notify'],
    ],
    [
      'no template',
      { ...notify, NOTIFY_TEMPLATE_ID: '' },
      ['NOTIFY_TEMPLATE_ID is missing: MESSAGES=notify needs it'],
    ],
    [
      'a stand-in elsewhere',
      { ...notify, NOTIFY_URL: 'http://notify.test' },
      ['NOTIFY_URL must begin with https://'],
    ],
    ['jobs nowhere', { JOBS: 'nowhere' }, ['JOBS must be here or elsewhere']],
  ])('%s', (_, given, problems) => {
    expect(readEnvironment({ ...safe, ...given })).toEqual({ problems })
  })
})
