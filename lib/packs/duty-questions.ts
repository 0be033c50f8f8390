import type { Question } from '@/lib/journey/question'
import { allQuestions, type AnyQuestionId } from '@/lib/referral/all-questions'
import { nrmForm } from './nrm-form'
import { questionsFilling } from './nrm-fillings'

/**
 * The questions whose answers a duty to notify may carry without a name: what its way through the Home
 * Office form asks, without who the person is and how to reach them. A new question is not in it until
 * it is named here. Source: Modern Slavery Act 2015 s.52(3), and the form's own rules.
 */
export const anonymousQuestions = [
  ...(['who', 'underAgeThen', 'gender', 'nationality', 'secondNationality'] as const),
  ...(['family', 'education', 'earlierWork'] as const),
  ...(['moreThanOnce', 'whenItHappened', 'howItStarted', 'takenSomewhere', 'takenWhere'] as const),
  ...(['account', 'moreToTell', 'livingConditions', 'stillExploited', 'whatKeepsThem'] as const),
  ...(['howTheyLeft', 'recentContact', 'lastContact', 'lastContactDetails'] as const),
  ...(['toldBefore', 'toldBeforeDetails', 'whyTellNow'] as const),
  ...(['control', 'signsInPerson', 'signsInWork', 'signsInPlace', 'signsInChild'] as const),
  ...(['signsDetails', 'howYouLearnt', 'yourView', 'doubts', 'doubtsDetails'] as const),
  ...(['otherProfessionals', 'happenedIn', 'ukTowns', 'ukOtherPlaces', 'countries'] as const),
  ...(['overseasOtherPlaces', 'areaNow', 'exploiters', 'exploitersWhereKnown'] as const),
  ...(['exploitersInUk', 'exploitersWhere', 'worries', 'financialKinds', 'sexualKinds'] as const),
  ...(['otherKind', 'howMany', 'othersExploited', 'othersDetails', 'futureRisk'] as const),
  ...(['futureRiskReasons', 'policeTold', 'policeForce', 'helpInvestigation'] as const),
  ...(['consentNrm', 'consentPoliceIdentity', 'whyRefused'] as const),
] satisfies readonly AnyQuestionId[]

/** What it may carry beside them where the person agreed to be named, and to help. */
export const namedQuestions = [
  ...anonymousQuestions,
  ...(['givenNames', 'familyName', 'nickname', 'birthplace', 'townNow', 'regionNow'] as const),
  ...(['contactChannels', 'contactEmail', 'contactAddress', 'crimeReference'] as const),
  ...(['otherProfessionalsDetails', 'helpInvestigationDetails'] as const),
] satisfies readonly AnyQuestionId[]

const questions: Readonly<Record<string, Question>> = allQuestions

const intoTexts: ReadonlySet<string> = new Set(
  nrmForm.pages
    .flatMap(({ fields }) => fields)
    .filter(({ type }) => type === 'textarea')
    .flatMap(({ id }) => questionsFilling(id)),
)

/** Whether an answer is a text that can say anything: somebody reads it before it leaves. */
export const isFreeText = (id: string) => questions[id]?.kind === 'long-text' && intoTexts.has(id)
