import { county } from '@/lib/county/county'

/** The pages that every public service has, with the names that they have everywhere. */
export const plainPages = {
  privacy: {
    title: 'Privacy',
    sections: [
      {
        paragraphs: [
          `This service passes what you tell it about a person to the partners of the ${county.partnership} who can protect them, and to nobody else.`,
          'Where a referral goes depends on what the person agrees to and on the danger that they are in. Each reader sees only what their role needs. Every look is recorded.',
        ],
      },
      {
        heading: 'How it is kept',
        paragraphs: [
          'Names, contact details and accounts are encrypted. An unfinished referral is deleted 28 days after you last saved it.',
          'We put nothing about a person into an email, an address or a title of a page.',
        ],
      },
      {
        heading: 'What is counted',
        paragraphs: [
          'We count referrals, so that the partnership can see who is helped and who is missed: for example by district, age group, gender and nationality. Names and addresses are never counted. Numbers from 1 to 4 are not published.',
          'When a referral is deleted, it stays in the counts, without its reference.',
        ],
      },
      {
        heading: 'Your rights and theirs',
        paragraphs: [
          'The organisation that you work for and the organisations that receive a referral are each responsible for the data that they hold. Ask the data protection officer of yours first.',
          'There is no firewall between this service’s recipients and the Home Office. Do not promise a person that immigration officers will not learn of a referral.',
        ],
      },
    ],
  },
  accessibility: {
    title: 'Accessibility',
    sections: [
      {
        paragraphs: [
          'We want everybody to be able to use this service: on a phone, at 400% zoom, with a keyboard alone, with a screen reader, and without JavaScript.',
        ],
      },
      {
        heading: 'How accessible it is',
        paragraphs: [
          'We test every page against the Web Content Accessibility Guidelines version 2.2, level AA, by machine on every change. Nobody from outside has audited it yet, and disabled people have not yet tested it with us.',
        ],
      },
      {
        heading: 'Tell us about a problem',
        paragraphs: [
          'Tell your administrator, who tells us. If you are not content with the answer, contact the Equality Advisory and Support Service.',
          'The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.',
        ],
      },
      {
        heading: 'About this statement',
        paragraphs: ['Prepared on 21 November 2026. Last tested on 21 November 2026.'],
      },
    ],
  },
  cookies: {
    title: 'Cookies',
    sections: [
      {
        paragraphs: [
          'We use one cookie. It keeps you signed in, says nothing about you, and ends when you sign out or after ten hours at most.',
          'It is called referral-session, or __Host-referral-session. We need it, so we do not ask you to agree to it. There are no others, and we keep nothing else in your browser.',
        ],
      },
    ],
  },
  terms: {
    title: 'Terms and conditions',
    sections: [
      {
        paragraphs: [
          'Use this service only for your work with a partner organisation, and only with your own account.',
          'Do not open a referral that you do not need for your work. Every look is recorded and can be reviewed.',
          'In an emergency call 999. This service does not replace that call.',
        ],
      },
    ],
  },
} as const
