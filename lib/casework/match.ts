/** Why a referral was found, the surest reason first. */
export const matchReasons = {
  reference: 'Reference',
  phone: 'Phone number',
  name: 'Name',
  sound: 'Name sounds alike',
  place: 'Place',
} as const

export type MatchReason = keyof typeof matchReasons

/** A referral that was found: why, and what a list may show of it. Nobody's name. */
export interface Match {
  readonly reference: string
  readonly reasons: readonly MatchReason[]
  readonly ageGroup: string
  readonly area: string | null
  readonly exploitationTypes: readonly string[]
  readonly priority: string
  readonly primary: string
  readonly submittedAt: Date
  /** Its places in the queues, of those that the actor can see. */
  readonly items: readonly { readonly queue: string; readonly state: string }[]
}

export interface Matches {
  readonly matches: readonly Match[]
  /** Whether there are others, further down. */
  readonly more: boolean
}

/** The most characters of a search that are read. */
export const longestSearch = 200

/** A row of a search: the referral, and how many words of each kind it has in common with it. */
export interface MatchRow {
  readonly reference: string
  readonly submitted_at: Date
  readonly age_group: string
  readonly area: string | null
  readonly exploitation_types: readonly string[]
  readonly priority: string
  readonly primary: string
  readonly items: Match['items'] | null
  readonly is_reference: boolean
  readonly phones: number
  readonly names: number
  readonly sounds: number
  readonly postcodes: number
  readonly places: number
}

/** What a row says. That a name sounds alike is worth saying of a word that is not spelled alike. */
export const matchOf = (row: MatchRow): Match => {
  const holds: Readonly<Record<MatchReason, boolean>> = {
    reference: row.is_reference,
    phone: row.phones > 0,
    name: row.names > 0,
    sound: row.sounds > row.names,
    place: row.postcodes + row.places > 0,
  }
  return {
    reference: row.reference,
    reasons: (Object.keys(matchReasons) as MatchReason[]).filter((reason) => holds[reason]),
    ageGroup: row.age_group,
    area: row.area,
    exploitationTypes: row.exploitation_types,
    priority: row.priority,
    primary: row.primary,
    submittedAt: row.submitted_at,
    items: row.items ?? [],
  }
}
