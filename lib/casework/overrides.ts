/** One time that somebody overruled the routing: which rule, why, and where the case went. */
export interface Override {
  readonly reference: string
  readonly at: Date
  readonly action: 'add_queue' | 'move'
  readonly from: string
  readonly to: string
  /** The rule of the policy that it overruled. */
  readonly rule: string
  readonly reason: string
  readonly by: string
}

/** One time that something went ahead without the person's agreement, and on what basis. */
export interface AgreementOverruled {
  readonly reference: string
  readonly at: Date
  readonly purpose: string
  readonly basis: string
  readonly by: string
}

export interface Overrides {
  /** The newest first. */
  readonly list: readonly Override[]
  /** How often each rule was overruled, the most often first. */
  readonly byRule: readonly { readonly rule: string; readonly times: number }[]
  /** What each rule says, by its id: as the policy says it now, or said it last. */
  readonly says: ReadonlyMap<string, string>
  /** The newest first. */
  readonly agreements: readonly AgreementOverruled[]
}

/** How often each rule was overruled, the most often first. */
export const countByRule = (list: readonly Override[]): Overrides['byRule'] =>
  [...new Set(list.map(({ rule }) => rule))]
    .map((rule) => ({ rule, times: list.filter((one) => one.rule === rule).length }))
    .sort((one, other) => other.times - one.times || one.rule.localeCompare(other.rule))
