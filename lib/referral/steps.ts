import { agesOn } from '@/lib/journey/partial-date'
import type { Context, Journey } from '@/lib/journey/journey'
import { questions, type Answers } from './questions'

const isPlace = ({ who }: Answers) => who === 'place'
const isPerson = (answers: Answers) => !isPlace(answers)
const isAdult = ({ who }: Answers) => who === 'adult'
const isChild = ({ who }: Answers) => who === 'child' || who === 'uncertain'

const agesOf = ({ dateOfBirth }: Answers, today: Context['today']) =>
  (dateOfBirth && agesOn(dateOfBirth, today)) ?? { youngest: -Infinity, oldest: Infinity }

/** The urgent part of a referral, in order: one thing a page, nine pages at most. */
export const referralJourney: Journey<typeof questions> = {
  version: '2026-11-21',
  questions,
  steps: [
    { id: 'danger', title: 'Is anyone in danger right now?', questions: ['immediateDanger'] },
    {
      id: 'who',
      title: 'Who are you worried about?',
      questions: ['who', { question: 'placeAges', under: ['who', 'place'] }, 'howMany'],
    },
    { id: 'where', title: 'Where are they?', questions: ['areaNow', 'placeNow', 'happenedIn'] },
    { id: 'worries', title: 'What are you worried about?', questions: ['worries'] },
    { id: 'account', title: 'What have you seen, heard or been told?', questions: ['account'] },
    {
      id: 'person',
      title: 'What do you know about them?',
      when: isPerson,
      says: () => [
        'Leave empty anything that you do not know. Do not ask questions that could put them at risk.',
      ],
      questions: [
        'givenNames',
        'familyName',
        'dateOfBirth',
        'language',
        'interpreter',
        'contactChannels',
        { question: 'contactPhone', under: ['contactChannels', 'phone'] },
        { question: 'contactText', under: ['contactChannels', 'text'] },
        { question: 'contactEmail', under: ['contactChannels', 'email'] },
        { question: 'contactAddress', under: ['contactChannels', 'post'] },
        { question: 'contactThrough', under: ['contactChannels', 'through'] },
        'contactNotes',
        'earlier',
      ],
      checks: [
        {
          id: 'contact-both-ways',
          question: 'contactChannels',
          kind: 'impossible',
          when: ({ contactChannels = [] }) =>
            contactChannels.length > 1 &&
            (contactChannels.includes('none') || contactChannels.includes('unknown')),
          message:
            'Select the ways that are safe, or “I do not know”, or “There is no safe way”, not both',
        },
        {
          id: 'born-in-the-future',
          question: 'dateOfBirth',
          kind: 'impossible',
          when: (answers, { today }) => agesOf(answers, today).oldest < 0,
          message: 'Date of birth must be in the past',
        },
        {
          id: 'child-of-18-or-more',
          question: 'dateOfBirth',
          kind: 'impossible',
          when: (answers, { today }) =>
            answers.who === 'child' && agesOf(answers, today).youngest >= 18,
          message:
            'Date of birth must make the person under 18, because you said that they are a child. Change one of the two answers',
        },
        {
          id: 'adult-under-18',
          question: 'dateOfBirth',
          kind: 'impossible',
          when: (answers, { today }) =>
            answers.who === 'adult' && agesOf(answers, today).oldest < 18,
          message:
            'Date of birth must make the person 18 or over, because you said that they are an adult. Change one of the two answers',
        },
        {
          id: 'very-old',
          question: 'dateOfBirth',
          kind: 'unlikely',
          when: (answers, { today }) => agesOf(answers, today).youngest > 100,
          message: 'Check the date of birth. It makes the person more than 100 years old',
        },
      ],
    },
    {
      id: 'agreed',
      title: 'What have they agreed to?',
      when: isPerson,
      says: (answers) =>
        isChild(answers)
          ? [
              'A child does not have to agree. Neither does someone who may be under 18.',
              'We refer them to the Home Office, and we tell children’s services and the police. Tell them so in words that they understand, if it is safe.',
              'Do not wait for a parent or carer to agree. They may be the exploiter.',
            ]
          : [
              'Ask each of these on its own, alone with the person, with an independent interpreter if they need one. They can say yes to one and no to another.',
              'Do not promise that immigration officers will not learn of it.',
            ],
      questions: [
        { question: 'consentNrm', when: isAdult },
        { question: 'consentSupport', when: isAdult },
        { question: 'consentPoliceIdentity', when: isAdult },
        { question: 'childTold', when: isChild },
      ],
    },
    {
      id: 'risk',
      title: 'How safe are they tonight?',
      questions: [
        'stillExploited',
        { question: 'recentContact', when: isPerson },
        { question: 'whereaboutsKnown', when: isPerson },
        'threats',
        'urgentMedical',
        { question: 'suicideRisk', when: isPerson },
        { question: 'safePlaceTonight', when: isPerson },
        { question: 'careNeeds', when: isPerson },
        'childrenAtRisk',
        { question: 'capacity', when: isAdult },
        { question: 'bestInterests', under: ['capacity', 'lacks'] },
        { question: 'accused', when: isPerson },
        'implicated',
      ],
      checks: [
        {
          id: 'danger-with-a-safe-place',
          question: 'safePlaceTonight',
          kind: 'unlikely',
          when: ({ immediateDanger, safePlaceTonight }) =>
            immediateDanger === 'yes' && safePlaceTonight === 'yes',
          message:
            'Check this answer. You said that someone is in danger now, and that they have a safe place tonight',
        },
      ],
    },
    {
      id: 'you',
      title: 'How do we reach you?',
      reads: 'The referrer',
      questions: ['referrerName', 'referrerRole', 'referrerPhone', 'colleagueEmail'],
    },
  ],
}
