import type { Audience } from '@/lib/disclosure/field-sets'
import { contactFields } from '@/lib/disclosure/shown-fields'
import { seenFields } from '@/lib/disclosure/seen-fields'
import { leavesDuty } from '@/lib/packs/duty-pack'
import * as when from '@/lib/routing/predicates'
import {
  agreedSection,
  allSections,
  answerSections,
  heldAnswers,
  staysUnnamed,
  withoutWhoTheyAre,
} from './held-content'
import { dutyToNotifyContent } from './duty-to-notify'
import { holdings, type Holding } from './holdings'
import { nrmContent } from './nrm-content'
import type { Marking } from './paper'
import type { Content, PaperCase, PaperSubject } from './paper-case'
import { planSection } from './present-contact'
import { receiptContent } from './receipt-content'

export interface PaperKind {
  readonly title: string
  readonly marking: Marking
  /** Whom it goes to, and what for. */
  readonly forWhom: string
  /** As whom somebody has to look at the case to make it. */
  readonly madeBy: readonly Audience[]
  /** Why it cannot be made of a case by those who make it; nothing where it can. */
  readonly whyNot?: (found: PaperSubject) => string | undefined
  /** It is given to the person: it names nobody who works here. */
  readonly isForThePerson?: boolean
  readonly contentOf: (found: PaperCase) => Content
}

const nobody = 'Nobody has been identified, so there is no person to refer'

/** A paper of the answers that its allow-list names, and of what they agree to. */
const ofAnswers =
  (held: readonly Holding[], ...introduction: readonly string[]) =>
  ({ typed, facts }: PaperCase): Content => {
    const answers = heldAnswers(held, typed)
    return {
      introduction,
      sections: [...answerSections(held, answers), agreedSection(facts)],
      fields: seenFields(answers),
    }
  }

const check = 'Only what this paper is for is on it. Check it against the case before it goes.'

/** Every paper that can be made of a case: whom it goes to, who may make it, and what it may hold. */
export const papers = {
  nrm_pack: {
    title: 'Pack for the Home Office form',
    marking: 'OFFICIAL-SENSITIVE',
    forWhom: 'A First Responder who keys the referral into the form of the Home Office',
    madeBy: ['first_responder_desk', 'referrer'],
    whyNot: ({ facts, audience, isFirstResponder }) => {
      if (when.nobodyIdentified(facts)) return nobody
      if (when.refusesNrm(facts) && !when.bestInterestsToRefer(facts))
        return 'They do not agree to be referred. A duty to notify may be owed instead'
      return audience === 'referrer' && !isFirstResponder
        ? 'Only a First Responder Organisation sends this form'
        : undefined
    },
    contentOf: nrmContent,
  },
  duty_to_notify: {
    title: 'Duty to notify',
    marking: 'OFFICIAL-SENSITIVE',
    forWhom: 'Whoever notifies the Home Office. With a name only where the person agreed to it',
    madeBy: ['referrer', 'safeguarding_lead', 'police_named', 'police_withheld'],
    whyNot: ({ facts }) =>
      leavesDuty(facts)
        ? undefined
        : 'No duty to notify is owed: they are referred, or whoever referred them is not bound by it',
    contentOf: dutyToNotifyContent,
  },
  childrens_social_care: {
    title: 'Referral to children’s social care',
    marking: 'OFFICIAL-SENSITIVE',
    forWhom: 'Children’s social care of the council, where a child may be at risk',
    madeBy: ['referrer', 'first_responder_desk', 'police_named', 'police_tip', 'beacon_worker'],
    whyNot: ({ facts }) =>
      when.mayBeChild(facts) || when.dependentChildrenAtRisk(facts)
        ? undefined
        : 'They are an adult, and nobody said that children are at risk',
    // Source: Working Together to Safeguard Children 2023; Children Act 1989 s.17 and s.47.
    contentOf: ofAnswers(
      holdings.childrens_social_care,
      'A child, or somebody who may be one, may be exploited or at risk. Call the council first where it cannot wait.',
      check,
    ),
  },
  adult_safeguarding: {
    title: 'Adult safeguarding concern',
    marking: 'OFFICIAL-SENSITIVE',
    forWhom: 'The adult safeguarding team of the council',
    madeBy: ['referrer', 'first_responder_desk', 'police_named', 'beacon_worker'],
    whyNot: ({ facts }) => {
      if (when.nobodyIdentified(facts)) return nobody
      if (facts.ageGroup === 'child') return 'They are a child'
      return facts.careAndSupportNeeds === 'no'
        ? 'They do not need care or support to look after themselves'
        : undefined
    },
    // Source: Care Act 2014 s.42.
    contentOf: ofAnswers(
      holdings.adult_safeguarding,
      'An adult who may need care and support may be exploited, and may not be able to protect themselves.',
      check,
    ),
  },
  beacon_referral: {
    title: 'Referral to Beacon',
    marking: 'OFFICIAL-SENSITIVE',
    forWhom:
      'Beacon, the victim care centre: how to contact them and what they need, not their story',
    madeBy: ['referrer', 'first_responder_desk', 'beacon_worker'],
    whyNot: ({ facts, queues }) => {
      if (when.nobodyIdentified(facts)) return nobody
      if (!when.mayBeChild(facts) && facts.consentSupport === 'refused')
        return 'They do not agree to support from Beacon'
      return queues.includes('BEACON') ? undefined : 'It does not go to Beacon, as things stand'
    },
    contentOf: (found) => {
      const content = ofAnswers(
        holdings.beacon_referral,
        'Look at the case again before each contact: what is safe may have changed.',
      )(found)
      if (!found.plan) return content
      return {
        ...content,
        sections: [...content.sections, planSection(found.plan)],
        fields: [...content.fields, ...contactFields(found.plan.typed)],
      }
    },
  },
  police_intelligence: {
    title: 'Police intelligence report',
    marking: 'OFFICIAL-SENSITIVE',
    forWhom: 'Police intelligence: places, methods and those who exploit, not who the person is',
    madeBy: ['police_named', 'police_withheld', 'police_tip'],
    contentOf: ({ typed }) => {
      const answers = heldAnswers(holdings.police_intelligence, typed)
      return {
        introduction: [
          'Who the person is has no place on this paper. Read every text for names before it goes.',
        ],
        sections: answerSections(holdings.police_intelligence, answers),
        fields: seenFields(answers),
      }
    },
  },
  ms1: {
    title: 'Record in the form of the MS1',
    marking: 'OFFICIAL-SENSITIVE',
    forWhom: 'Your own records: what was known and agreed, on one paper',
    madeBy: ['referrer', 'first_responder_desk', 'police_named'],
    contentOf: (found) => {
      if (!staysUnnamed(found.facts)) return ofAnswers(holdings.ms1, check)(found)
      const typed = withoutWhoTheyAre(found.typed)
      return ofAnswers(
        holdings.ms1,
        'They did not agree to be named. Nothing is on this paper that somebody typed about them.',
      )({ ...found, typed })
    },
  },
  referrer_copy: {
    title: 'Copy for the referrer',
    marking: 'OFFICIAL-SENSITIVE',
    forWhom: 'Whoever sent it: what they said, with what was added and corrected since',
    madeBy: ['referrer'],
    contentOf: ({ typed, facts }) => ({
      introduction: [
        'Keep it as you keep case notes, and never where the person could be found out.',
      ],
      sections: [...allSections(typed), agreedSection(facts)],
      fields: seenFields(typed),
    }),
  },
  disclosure_receipt: {
    title: 'Who saw what about you',
    marking: 'OFFICIAL',
    forWhom: 'The person: which organisation saw what kind of thing, when and why',
    madeBy: ['referrer', 'first_responder_desk', 'beacon_worker', 'safeguarding_lead'],
    isForThePerson: true,
    contentOf: receiptContent,
  },
} as const satisfies Readonly<Record<string, PaperKind>>

export type PaperName = keyof typeof papers

export const isPaper = (text: string): text is PaperName => Object.hasOwn(papers, text)

export const paperNames = Object.keys(papers).filter(isPaper)

export const paperOf = (name: PaperName): PaperKind => papers[name]

/** Why somebody cannot make a paper of a case: nothing where they can. */
export const whyNot = (name: PaperName, found: PaperSubject): string | undefined => {
  const { madeBy, whyNot: reason } = paperOf(name)
  if (!madeBy.includes(found.audience)) return 'Others who work on the case make this paper'
  return reason?.(found)
}

export const paperFormats = ['page', 'pdf'] as const
export type PaperFormat = (typeof paperFormats)[number]

/** The address of a case's papers, or of one of them. */
export const papersPath = (reference: string, name?: PaperName) =>
  `/cases/${reference}/papers${name ? `/${name}` : ''}`
