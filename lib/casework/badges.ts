import type { ReferralFacts } from '@/lib/routing/facts'

interface Badge {
  readonly label: string
  readonly when: (facts: ReferralFacts) => boolean
}

/** What makes a referral pressing, the most pressing first. Unknown is never shown as no. */
export const badges = {
  danger: { label: 'Danger now', when: ({ immediateDanger }) => immediateDanger === 'yes' },
  medical: {
    label: 'Urgent health need',
    when: ({ urgentMedical, suicideRisk }) => urgentMedical === 'yes' || suicideRisk === 'yes',
  },
  child: { label: 'Child or may be', when: ({ ageGroup }) => ageGroup !== 'adult' },
  exploited: { label: 'Still exploited', when: ({ stillExploited }) => stillExploited === 'yes' },
  found: {
    label: 'Exploiter knows where',
    when: ({ exploiterKnowsWhereabouts }) => exploiterKnowsWhereabouts === 'yes',
  },
  threats: { label: 'Threats', when: ({ threats }) => threats === 'yes' },
  homeless: {
    label: 'Nowhere safe tonight',
    when: ({ safePlaceTonight }) => safePlaceTonight === 'no',
  },
  many: { label: 'Five or more people', when: ({ potentialVictimCount: many }) => many >= 5 },
  contact: { label: 'No safe contact', when: ({ safeContactRoute }) => safeContactRoute === 'no' },
} as const satisfies Readonly<Record<string, Badge>>

export type BadgeName = keyof typeof badges

export const isBadge = (text: string): text is BadgeName => Object.hasOwn(badges, text)

export const badgeNames = Object.keys(badges).filter(isBadge)

/** What of a referral is pressing. In: its facts. Out: names of badges, the most pressing first. */
export const badgesOf = (facts: ReferralFacts): BadgeName[] =>
  badgeNames.filter((name) => badges[name].when(facts))
