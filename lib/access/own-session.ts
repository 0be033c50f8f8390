/** One of somebody's own open sessions. */
export interface OwnSession {
  readonly id: string
  /** "Chrome on Android"; empty where it was not noted. */
  readonly device: string
  readonly startedAt: Date
  readonly lastSeenAt: Date
  /** It is the one that asks. */
  readonly isThis: boolean
}
