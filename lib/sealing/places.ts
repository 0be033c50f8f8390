/** Where each sealed value belongs. A value moved elsewhere cannot be opened. */
export const places = {
  draft: (id: string) => ({ table: 'draft', column: 'answers', id }),
  referral: (id: string) => ({ table: 'referral', column: 'answers', id }),
  identity: (id: string) => ({ table: 'identity', column: 'answers', id }),
  part: (id: string, source: string, part: string) => ({
    table: 'answer_part',
    column: 'answers',
    id: `${id}:${source}:${part}`,
  }),
  details: (id: string) => ({ table: 'details', column: 'answers', id }),
  act: (id: string) => ({ table: 'act', column: 'words', id }),
  duty: (id: string) => ({ table: 'duty', column: 'words', id }),
  outcome: (id: string) => ({ table: 'outcome', column: 'words', id }),
  goal: (id: string) => ({ table: 'goal', column: 'words', id }),
  share: (id: string) => ({ table: 'share', column: 'words', id }),
  correction: (id: string) => ({ table: 'correction', column: 'words', id }),
} as const
