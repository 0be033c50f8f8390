/** How two cases belong together. They are linked and never merged. */
export const linkKinds = {
  same_person: 'The same person',
  same_family: 'The same family',
  same_scene: 'The same place or operation',
  same_exploiter: 'The same people behind it',
} as const

export type LinkKind = keyof typeof linkKinds
