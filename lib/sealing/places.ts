/** Where each sealed value belongs. A value moved elsewhere cannot be opened. */
export const places = {
  draft: (id: string) => ({ table: 'draft', column: 'answers', id }),
  referral: (id: string) => ({ table: 'referral', column: 'answers', id }),
  identity: (id: string) => ({ table: 'identity', column: 'answers', id }),
  details: (id: string) => ({ table: 'details', column: 'answers', id }),
} as const
