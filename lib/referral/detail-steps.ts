import type { Journey } from '@/lib/journey/journey'
import { detailQuestions } from './detail-questions'
import type { Answers } from './questions'

const keepUnnamed =
  'They did not agree to be referred to the Home Office. Leave out names, addresses and anything else that shows who they are.'
const onlyWhatYouKnow = 'Write what you know already. Do not ask them to tell it all again.'

/**
 * The task list “Add more details”: everything that the Home Office form asks and the urgent part
 * did not. Tasks may be done in any order, and none holds up the referral.
 * @param sent the answers that were sent: they decide which tasks and questions apply
 */
export const detailJourneyFor = (sent: Answers): Journey<typeof detailQuestions> => {
  const { worries = [], contactChannels = [], howMany = 1, areaNow } = sent
  const isPerson = sent.who !== 'place'
  const isAdult = sent.who === 'adult'
  const isChild = sent.who === 'child' || sent.who === 'uncertain'
  const refused = isAdult && (sent.consentNrm === 'refused' || sent.consentNrm === 'withdrawn')
  const mayBeNamed = !refused || sent.consentPoliceIdentity === 'given'
  const hasSafeNumber = contactChannels.includes('phone') || contactChannels.includes('text')
  const story = (...paragraphs: string[]) => [...paragraphs, ...(mayBeNamed ? [] : [keepUnnamed])]

  return {
    version: '2026-11-21',
    questions: detailQuestions,
    steps: [
      {
        id: 'more-person',
        title: 'The person',
        when: () => isPerson,
        questions: [
          { question: 'nickname', when: () => mayBeNamed },
          'gender',
          'nationality',
          'secondNationality',
          { question: 'hasChildren', when: () => !refused },
          { question: 'numberOfChildren', under: ['hasChildren', 'yes'] },
          { question: 'homeOfficeReference', when: () => !refused },
        ],
      },
      {
        id: 'background',
        title: 'Their background',
        when: () => isPerson,
        says: () => story(onlyWhatYouKnow),
        questions: ['birthplace', 'family', 'education', 'earlierWork'],
      },
      {
        id: 'start',
        title: 'How it started',
        when: () => isPerson,
        says: () => story(onlyWhatYouKnow),
        questions: [
          { question: 'underAgeThen', when: () => isAdult },
          'moreThanOnce',
          'whenItHappened',
          'howItStarted',
          'takenSomewhere',
          { question: 'takenWhere', under: ['takenSomewhere', 'yes'] },
        ],
      },
      {
        id: 'treatment',
        title: 'How they were treated',
        says: () => story(),
        questions: [
          { question: 'sexualKinds', when: () => worries.includes('sexual') },
          { question: 'financialKinds', when: () => worries.includes('financial') },
          {
            question: 'otherKind',
            when: ({ sexualKinds = [], financialKinds = [] }) =>
              worries.includes('other') ||
              sexualKinds.includes('other') ||
              financialKinds.includes('other'),
          },
          'moreToTell',
          'livingConditions',
          'control',
        ],
      },
      {
        id: 'leaving',
        title: 'Leaving and last contact',
        when: () => isPerson,
        says: () =>
          sent.stillExploited === 'unknown'
            ? story('You did not know if they are still being exploited. Answer what fits now.')
            : story(),
        questions: [
          { question: 'whatKeepsThem', when: () => sent.stillExploited !== 'no' },
          { question: 'howTheyLeft', when: () => sent.stillExploited !== 'yes' },
          { question: 'lastContact', when: () => sent.recentContact !== 'yes' },
          'lastContactDetails',
          'futureRisk',
          { question: 'futureRiskReasons', under: ['futureRisk', 'yes'] },
        ],
      },
      {
        id: 'reporting',
        title: 'Who has been told',
        says: () => story(),
        questions: [
          { question: 'toldBefore', when: () => isPerson },
          {
            question: 'toldBeforeDetails',
            when: ({ toldBefore }) => toldBefore === 'yes' || toldBefore === 'unknown',
          },
          { question: 'whyTellNow', under: ['toldBefore', 'no'] },
          'policeTold',
          { question: 'policeForce', under: ['policeTold', 'yes'] },
          {
            question: 'crimeReference',
            when: ({ policeTold }) => policeTold === 'yes' && mayBeNamed,
          },
          { question: 'helpInvestigation', when: () => isPerson },
          { question: 'helpInvestigationDetails', under: ['helpInvestigation', 'yes'] },
        ],
      },
      {
        id: 'places',
        title: 'Where it happened',
        says: () => story(),
        questions: [
          'ukTowns',
          'ukOtherPlaces',
          'countries',
          'overseasOtherPlaces',
          { question: 'townNow', when: () => isPerson },
          {
            question: 'regionNow',
            when: () => isPerson && (areaNow === 'elsewhere' || areaNow === 'unknown'),
          },
        ],
      },
      {
        id: 'exploiters',
        title: 'Who did it',
        says: () => story(),
        questions: [
          'exploiters',
          'exploitersWhereKnown',
          { question: 'exploitersInUk', under: ['exploitersWhereKnown', 'yes'] },
          { question: 'exploitersWhere', under: ['exploitersWhereKnown', 'yes'] },
        ],
      },
      {
        id: 'signs',
        title: 'What you saw and how you know',
        says: () => story('These signs are common. Few signs do not mean that nothing is wrong.'),
        questions: [
          'signsInPerson',
          'signsInWork',
          'signsInPlace',
          { question: 'signsInChild', when: () => !isAdult },
          'signsDetails',
          { question: 'howYouLearnt', when: () => isPerson },
          'yourView',
          { question: 'doubts', when: () => isPerson },
          { question: 'doubtsDetails', under: ['doubts', 'yes'] },
        ],
      },
      {
        id: 'others',
        title: 'Other people',
        when: () => isPerson,
        says: () => story(),
        questions: [
          { question: 'othersExploited', when: () => howMany === 1 },
          {
            question: 'othersDetails',
            when: ({ othersExploited }) =>
              howMany > 1 || othersExploited === 'yes' || othersExploited === 'unknown',
          },
          'otherProfessionals',
          { question: 'otherProfessionalsDetails', under: ['otherProfessionals', 'yes'] },
        ],
      },
      {
        id: 'support',
        title: 'Support and contact',
        when: () => isPerson && !refused,
        questions: [
          { question: 'wantsSupport', when: () => isAdult },
          {
            question: 'trustedPhone',
            when: ({ wantsSupport }) => wantsSupport === 'yes' && !hasSafeNumber,
          },
          {
            question: 'trustedPhoneWhose',
            when: ({ trustedPhone }) => trustedPhone !== undefined,
          },
          'communicationHelp',
          { question: 'communicationAids', under: ['communicationHelp', 'yes'] },
          { question: 'communicationOther', under: ['communicationAids', 'other'] },
          { question: 'decisionTo', when: () => isAdult },
          { question: 'decisionContactName', under: ['decisionTo', 'someone-else'] },
          { question: 'decisionContactEmail', under: ['decisionTo', 'someone-else'] },
          { question: 'decisionContactAddress', under: ['decisionTo', 'someone-else'] },
          { question: 'decisionContactAgreed', under: ['decisionTo', 'someone-else'] },
        ],
      },
      {
        id: 'council',
        title: 'The council that you told',
        when: () => isChild,
        questions: ['councilName', 'councilContactName', 'councilPhone', 'councilEmail'],
      },
      {
        id: 'refusal',
        title: 'Why they said no',
        when: () => refused,
        says: () => story(),
        questions: ['whyRefused'],
      },
    ],
  }
}
