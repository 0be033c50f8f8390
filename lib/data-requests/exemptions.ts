/**
 * Why an answer is kept from the person whom it is about. Data Protection Act 2018: Schedule 2 paragraph
 * 16 (others), Schedule 2 paragraph 2 (crime), Schedule 3 Parts 2 and 3 (serious harm).
 */
export const exemptions = {
  third_party: {
    label: 'It is about somebody else',
    isMentioned: true,
    law: 'Data Protection Act 2018, Schedule 2, paragraph 16',
  },
  crime: {
    label: 'Telling it would harm an investigation',
    // To say that something is left out may itself tell them of the investigation.
    isMentioned: false,
    law: 'Data Protection Act 2018, Schedule 2, paragraph 2',
  },
  serious_harm: {
    label: 'Telling it would cause somebody serious harm',
    isMentioned: true,
    law: 'Data Protection Act 2018, Schedule 3',
  },
} as const
export type Exemption = keyof typeof exemptions

export const isExemption = (value: string): value is Exemption => Object.hasOwn(exemptions, value)
